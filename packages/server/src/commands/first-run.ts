import type { AgentSettings } from '../domain/agent/settings.ts';
import { beginFirstRun } from '../store/workspaces/insert.ts';
import { type CreateDeps, createWorkspace, type NewWorkspace } from './create-workspace.ts';

const OWNER_EMAIL = 'owner@parley.local';

export type FirstRunInput = {
  readonly workspaceName: string;
  readonly agent: Partial<AgentSettings>;
  /** Told the secrets before they count: were they told after, a server killed in between would have lost them. */
  readonly announce?: (made: NewWorkspace) => Promise<void>;
};

/** Sets an empty database up, on one node only; null when it was done before. */
export async function firstRun(deps: CreateDeps, input: FirstRunInput): Promise<NewWorkspace | null> {
  return deps.database.transaction(async (tx) => {
    if ((await beginFirstRun(tx)).isDone) return null;
    const { workspaceName: name, agent } = input;
    const made = await createWorkspace(deps, tx, { name, ownerEmail: OWNER_EMAIL, agent });
    await input.announce?.(made);
    return made;
  });
}
