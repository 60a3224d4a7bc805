import { AppError } from '@parley/protocol';
import type { Conversation } from '../../../domain/conversation/conversation.ts';
import { findVisitorConversation, type VisitorKey } from '../../../store/visitors/visitor-conversations.ts';
import type { HttpDeps } from '../../deps.ts';
import type { VisitorAccess } from '../../widget-route.ts';

/** Whose conversations a call may see. */
export const visitorKey = ({ agent, session }: VisitorAccess): VisitorKey => ({
  workspaceId: agent.workspaceId,
  agentId: agent.id,
  visitorId: session.visitorId,
});

/**
 * The conversation that a call names. Throws `not_found` (`conversation_gone`) for one of another visitor and for one that
 * is not there, alike.
 */
export async function requireConversation(
  { database }: Pick<HttpDeps, 'database'>,
  access: VisitorAccess,
  id: string,
): Promise<Conversation> {
  const found = await findVisitorConversation(database.named, visitorKey(access), id);
  if (found) return found;
  throw new AppError('not_found', 'This conversation is not there any more.', { reason: 'conversation_gone' });
}
