import type { followVisitorConversationEndpoint } from '@parley/protocol/api';
import type { Conversation } from '../../../domain/conversation/conversation.ts';
import type { HttpDeps } from '../../deps.ts';
import { followConversation, openStream } from '../../open-stream.ts';
import { publicHost } from '../../public-host.ts';
import { TAKEN_OVER, type TakenOver } from '../../taken-over.ts';
import { visitorAccess, type WidgetCall } from '../../widget-route.ts';
import { followSignals, stayPresent, visitorSignal } from '../live-events/live-signals.ts';
import { visitorFrames } from './visitor-frames.ts';

type Call = WidgetCall<typeof followVisitorConversationEndpoint>;

/**
 * The events of a visitor's conversation after one of them, as they come. The visitor counts as there meanwhile. It ends
 * when the session does.
 */
export async function streamVisitorConversation(
  deps: HttpDeps,
  { access, request, reply }: Call,
  conversation: Conversation,
  after: number,
): Promise<TakenOver> {
  const { workspaceId, id } = conversation;
  const frames = await visitorFrames(deps, { conversation, access, after, host: publicHost(deps, request) });
  const stream = openStream(deps, { request, reply, authorise: () => visitorAccess(deps, request) });
  followConversation(deps, stream, { workspaceId, conversationId: id, after }, frames);
  followSignals(deps, stream, `conversation:${id}`, visitorSignal);
  stayPresent(deps, { workspaceId, conversationId: id }, stream.closed);
  return TAKEN_OVER;
}
