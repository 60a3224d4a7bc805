import type { listWorkspaceConversationEventsEndpoint } from '@parley/protocol/api';
import type { HttpDeps } from '../../deps.ts';
import { followConversation, openStream, teamAuthority } from '../../open-stream.ts';
import { TAKEN_OVER, type TakenOver } from '../../taken-over.ts';
import type { WorkspaceCall } from '../../workspace-route.ts';
import { conversationFrames } from './live-frames.ts';
import { followSignals, teamSignal } from './live-signals.ts';

/** The events of one conversation after a `seq`, for the team. */
export function streamLiveConversation(
  deps: HttpDeps,
  { workspaceId, params, principal, request, reply }: WorkspaceCall<typeof listWorkspaceConversationEventsEndpoint>,
  after: number,
): TakenOver {
  const stream = openStream(deps, { request, reply, authorise: teamAuthority(deps, { principal, request }) });
  const key = { workspaceId, conversationId: params.id, after };
  followConversation(deps, stream, key, conversationFrames);
  followSignals(deps, stream, `conversation:${params.id}`, teamSignal);
  return TAKEN_OVER;
}
