import { AppError, type Author, type MessageFeedback } from '@parley/protocol';
import { appendEvents, decide, draftOf } from '../conversation/append.ts';
import type { Conversation, Decision } from '../conversation/conversation.ts';

/** A message as judging it needs it. */
export type JudgedMessage = {
  readonly ord: number;
  readonly author: Author;
  readonly isWelcome: boolean;
  readonly feedback: MessageFeedback | null;
};

/** What is stored of a judgement: a comment of blanks is none. */
export const feedbackOf = ({ rating, comment }: MessageFeedback): MessageFeedback => ({
  rating,
  comment: comment?.trim() || null,
});

/**
 * Judges a reply of the agent or the team, or takes the judgement back (null); null when it is so already. Throws
 * `bad_request` for the visitor's own messages and for welcomes, which answer nothing.
 */
export function rateMessage(
  state: Conversation,
  message: JudgedMessage,
  feedback: MessageFeedback | null,
): Decision | null {
  if (message.author === 'visitor' || message.isWelcome) {
    throw new AppError('bad_request', 'Only replies can be judged.', { reason: 'no_reply' });
  }
  const before = message.feedback;
  if (before?.rating === feedback?.rating && before?.comment === feedback?.comment) return null;
  const draft = draftOf(state);
  appendEvents(draft, { type: 'message.rated', data: { ord: message.ord, feedback } });
  return decide(draft);
}
