import { AppError } from '@parley/protocol';
import type { Action } from '../domain/actions/action.ts';
import { missingInRemoteMcp } from '../domain/actions/check-remote-mcp.ts';
import { listedTools } from '../domain/actions/listed-tools.ts';
import { createRedactor } from '../domain/actions/redact.ts';
import type { ListedTool, RemoteMcp } from '../domain/actions/remote-mcp.ts';
import { renderServer } from '../domain/actions/remote-server.ts';
import { secretsNamed } from '../domain/actions/secrets-named.ts';
import type { Values } from '../domain/actions/values.ts';
import type { Origin } from '../domain/people/origin.ts';
import { isSameJson } from '../lib/same-json.ts';
import { findAction, keepListing } from '../store/actions/actions.ts';
import type { Agent } from '../store/agents/find-access.ts';
import { insertAudit } from '../store/audit/insert-audit.ts';
import { noSuchAction } from './change-actions.ts';
import type { Deps } from './deps.ts';
import { openActionSecrets } from './open-action-secrets.ts';
import { sampleVariables } from './sample-variables.ts';
import type { RemoteDeps } from './send-to-remote-tool.ts';

export type ListRemoteDeps = RemoteDeps & Pick<Deps, 'schemas' | 'baseUrl' | 'ids'>;

/** So long may the schemas of one listing be tried; those that are left then are not taken. */
const COMPILE_MS = 5_000;

/** What came of asking a server: null where its tools are kept now, else why not, in a sentence. */
export type Refreshed = { readonly problem: string | null };

type RefreshInput = {
  readonly agentId: string;
  readonly action: Action;
  readonly remote: RemoteMcp;
  readonly variables: Values['variables'];
  readonly signal: AbortSignal;
};

/** Asks a server for its tools and keeps them with the action. What fails leaves those that are there. */
export async function refreshListing(deps: ListRemoteDeps, input: RefreshInput): Promise<Refreshed> {
  const { agentId, action, remote, variables, signal } = input;
  const secrets = await openActionSecrets(deps, { agentId, secretNames: secretsNamed(action) });
  const rendering = renderServer(remote, { variables, secrets });
  if (rendering.type === 'refused') return { problem: rendering.message };
  const listing = await deps.remoteTools.list(rendering.server, signal);
  const redact = createRedactor(secrets);
  if (listing.type === 'failed') return { problem: redact.text(listing.message) };
  const tools = await withUsableSchemas(deps, listedTools(listing.tools, redact));
  await keepListing(deps.database.named, { id: action.id, url: remote.url }, { at: deps.clock.now(), tools });
  return { problem: null };
}

/** Schemas of others may be made to take long: together they have little time. */
async function withUsableSchemas({ schemas, clock }: ListRemoteDeps, tools: readonly ListedTool[]) {
  const untilMs = clock.monotonicMs() + COMPILE_MS;
  const checked: ListedTool[] = [];
  for (const tool of tools) {
    if (tool.problem !== null) {
      checked.push(tool);
      continue;
    }
    const isLate = clock.monotonicMs() > untilMs;
    const isUsable = !isLate && (await schemas.problemOf(tool.inputSchema)) === null;
    checked.push(isUsable ? tool : { ...tool, problem: 'The schema of its input cannot be checked.' });
  }
  return checked;
}

type Asked = { readonly agent: Agent; readonly number: number; readonly origin: Origin };

/**
 * Asks the server of an action for its tools because somebody wants to see them. Throws `not_found`, and
 * `conflict` for an action that is incomplete. One of another type has no tools.
 */
export async function askForTools(
  deps: ListRemoteDeps,
  { agent, number, origin }: Asked,
): Promise<Refreshed & { readonly action: Action }> {
  const action = await findAction(deps.database.db, agent.id, number);
  if (!action) throw noSuchAction();
  if (action.definition.type !== 'remote_mcp') return { action, problem: 'The action has no server to ask for tools.' };
  const { remote_mcp: remote } = action.definition;
  const missing = missingInRemoteMcp(remote);
  if (missing.length > 0) throw new AppError('conflict', `The action is incomplete. ${missing.join(' ')}`);
  const variables = sampleVariables(agent, deps.baseUrl());
  const signal = new AbortController().signal;
  const refreshed = await refreshListing(deps, { agentId: agent.id, action, remote, variables, signal });
  const after = await findAction(deps.database.db, agent.id, number);
  if (!after) throw noSuchAction();
  if (!isSameJson(namesOf(action), namesOf(after))) await writeDown(deps, origin, after);
  return { ...refreshed, action: after };
}

const namesOf = ({ remoteTools }: Action): string[] => (remoteTools?.tools ?? []).map(({ name }) => name);

async function writeDown({ database, ids, clock }: ListRemoteDeps, origin: Origin, action: Action): Promise<void> {
  const { number, name, isActive, id } = action;
  const details = { number, name, is_active: isActive, changed: ['tools'] };
  const target = { type: 'ai_action', id } as const;
  await database.transaction((tx) =>
    insertAudit(tx, { id: ids.uuid(), at: clock.now(), origin, action: 'ai_action.update', target, details }),
  );
}
