import { type ActionResult, notSent } from '../domain/actions/action-result.ts';
import { createRedactor } from '../domain/actions/redact.ts';
import type { RemoteMcp } from '../domain/actions/remote-mcp.ts';
import { isToolUnknown, remoteResult } from '../domain/actions/remote-result.ts';
import { renderServer, shownCall } from '../domain/actions/remote-server.ts';
import type { Values } from '../domain/actions/values.ts';
import type { JsonObject } from '../lib/json.ts';
import type { RemoteAnswer } from '../lib/remote-tools.ts';
import type { Deps } from './deps.ts';
import { openActionSecrets } from './open-action-secrets.ts';

export type RemoteDeps = Pick<Deps, 'database' | 'secrets' | 'remoteTools' | 'clock'>;

export type SendToRemoteInput = {
  readonly agentId: string;
  readonly remote: RemoteMcp;
  readonly secretNames: readonly string[];
  readonly variables: Values['variables'];
  /** By the name that its server gives it. */
  readonly tool: string;
  readonly input: JsonObject;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
};

export type SentToRemote = {
  readonly result: ActionResult;
  /** Nobody knows whether it was carried out. */
  readonly isUnknown: boolean;
  /** Its server seems not to have it any more. */
  readonly isToolUnknown: boolean;
};

/**
 * Calls a tool of a remote server. Whatever goes wrong is told and not thrown, but for a `signal` that has fired. What it
 * gives holds no secret, even where the server has repeated one.
 */
export async function sendToRemoteTool(deps: RemoteDeps, input: SendToRemoteInput): Promise<SentToRemote> {
  const { agentId, remote, secretNames, variables, tool: name, input: given, timeoutMs, signal } = input;
  const secrets = await openActionSecrets(deps, { agentId, secretNames });
  const rendering = renderServer(remote, { variables, secrets });
  if (rendering.type === 'refused') {
    return { result: notSent('missing_value', rendering.message), isUnknown: false, isToolUnknown: false };
  }
  const call = { name, input: given };
  const begunMs = deps.clock.monotonicMs();
  const answer = await within(timeoutMs, signal, (both) => deps.remoteTools.call(rendering.server, call, both));
  const latencyMs = Math.round(deps.clock.monotonicMs() - begunMs);
  const request = shownCall(remote.url, rendering.shown, call);
  return {
    result: remoteResult({ request, answer, latencyMs, redact: createRedactor(secrets) }),
    isUnknown: answer.type === 'failed' && answer.isUnknown,
    isToolUnknown: isToolUnknown(answer),
  };
}

/** Less time than the door itself has: what is left of a turn. */
async function within(
  timeoutMs: number,
  given: AbortSignal,
  call: (signal: AbortSignal) => Promise<RemoteAnswer>,
): Promise<RemoteAnswer> {
  const deadline = AbortSignal.timeout(timeoutMs);
  try {
    return await call(AbortSignal.any([given, deadline]));
  } catch (error) {
    given.throwIfAborted();
    if (!deadline.aborted) throw error;
    return { type: 'failed', reason: 'timeout', message: 'The server did not answer in time.', isUnknown: true };
  }
}
