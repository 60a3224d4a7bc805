import type { Action } from '../domain/actions/action.ts';
import type { RemoteMcp } from '../domain/actions/remote-mcp.ts';
import type { Agent } from '../store/agents/find-access.ts';
import { type ListRemoteDeps, refreshListing } from './list-remote-tools.ts';
import { sampleVariables } from './sample-variables.ts';

/** A turn waits no longer for this: its own tools stay what they were. */
const REFRESH_MS = 3_000;

/**
 * Asks a server for its tools after it has said that it does not know one: the next turn has the right ones. Once in a turn
 * for each action. What goes wrong is left to the next time.
 */
export function refreshAfterCall(deps: ListRemoteDeps, { agent }: { readonly agent: Agent }) {
  const asked = new Set<string>();
  return async (
    action: Action,
    remote: RemoteMcp,
    { signal: given, timeoutMs }: { readonly signal: AbortSignal; readonly timeoutMs: number },
  ): Promise<void> => {
    if (asked.has(action.id) || timeoutMs <= 0) return;
    asked.add(action.id);
    const signal = AbortSignal.any([given, AbortSignal.timeout(Math.min(timeoutMs, REFRESH_MS))]);
    const variables = sampleVariables(agent, deps.baseUrl());
    try {
      await refreshListing(deps, { agentId: agent.id, action, remote, variables, signal });
    } catch {
      given.throwIfAborted();
    }
  };
}
