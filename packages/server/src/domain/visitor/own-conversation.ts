import { AppError } from '@parley/protocol';
import type { Conversation } from '../conversation/conversation.ts';
import type { VisitorSession } from './visitor-session.ts';

/** Throws `not_found`, as for one that is not there, unless the conversation is the visitor's own. */
export function requireOwn(
  { agentId, visitorId }: Pick<Conversation, 'agentId' | 'visitorId'>,
  session: Pick<VisitorSession, 'agentId' | 'visitorId'>,
): void {
  if (visitorId !== null && visitorId === session.visitorId && agentId === session.agentId) return;
  throw new AppError('not_found', 'There is no such conversation.');
}
