import { AppError, type MessageFeedback } from '@parley/protocol';
import { feedbackOf, rateMessage as rate } from '../domain/visitor/feedback.ts';
import { requireOwn } from '../domain/visitor/own-conversation.ts';
import type { VisitorSession } from '../domain/visitor/visitor-session.ts';
import { findJudgedMessage, saveFeedback } from '../store/messages/find-judged-message.ts';
import { changeConversation } from './change-conversation.ts';
import type { Deps } from './deps.ts';

export type RateMessageInput = {
  readonly workspaceId: string;
  readonly session: VisitorSession;
  readonly conversationId: string;
  readonly ord: number;
  /** Null takes the judgement back. */
  readonly feedback: MessageFeedback | null;
};

/** Stores what a visitor thinks of a reply. Throws `not_found` and `bad_request` (it is no reply). */
export async function rateMessage(
  deps: Pick<Deps, 'database' | 'clock' | 'signals'>,
  { workspaceId, session, conversationId, ord, feedback: given }: RateMessageInput,
): Promise<void> {
  const key = { workspaceId, id: conversationId };
  const message = await findJudgedMessage(deps.database.named, key, ord);
  const feedback = given && feedbackOf(given);
  let ratedAt = '';
  await changeConversation(deps, key, null, {
    decide(state, at) {
      requireOwn(state, session);
      if (!message) throw new AppError('not_found', 'There is no such message.');
      ratedAt = at.toISOString();
      return rate(state, message, feedback);
    },
    alongside: (tx) => saveFeedback(tx, key, ord, feedback && { ...feedback, created_at: ratedAt }),
  });
}
