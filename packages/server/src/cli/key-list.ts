import { z } from 'zod';
import { workspaceKey } from '../presenters/workspace-key.ts';
import { listWorkspaceKeys } from '../store/workspaces/workspace-keys.ts';
import { addWorkspace, cliOrigin, WorkspaceSchema } from './key-workspace.ts';
import { verb } from './verb.ts';

/** `parley key list`: what is known of a workspace's keys; the keys themselves are not stored. */
export const keyList = verb({
  words: ['key', 'list'],
  summary: 'list the keys of the Workspace API',
  setUp: (command) => void addWorkspace(command),
  input: z.object({ workspace: WorkspaceSchema }),
  async run(parley, { workspace }) {
    const { database, clock } = parley.deps;
    const { workspaceId } = await cliOrigin(parley, workspace);
    const keys = await listWorkspaceKeys(database.db, workspaceId);
    return { items: keys.map((key) => workspaceKey(key, clock.now())) };
  },
  lines: ({ items }) =>
    items.map((key) => `${key.id}  …${key.last4}  ${key.state.padEnd(7)}  ${usedText(key.last_used_at)}  ${key.name}`),
});

const usedText = (at: string | null): string => (at === null ? 'never used' : `used ${at.slice(0, 10)}`).padEnd(15);
