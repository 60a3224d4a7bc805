import { AppError, type ConversationRating } from '@parley/protocol';
import { isSameJson } from '../../lib/same-json.ts';
import type { WidgetSettings } from '../agent/widget-settings.ts';
import { appendEvents, decide, draftOf } from '../conversation/append.ts';
import type { Conversation, Decision } from '../conversation/conversation.ts';

/**
 * Judges the conversation as a whole, for the first time or anew; null when it is judged so already. Throws `forbidden`
 * where visitors are not asked, and `bad_request` for an answer to what is not asked, and for no answer at all.
 */
export function rateConversation(
  state: Conversation,
  { ratingActive, ratingQuestions }: Pick<WidgetSettings, 'ratingActive' | 'ratingQuestions'>,
  { answers, comment }: ConversationRating,
): Decision | null {
  if (!ratingActive) throw new AppError('forbidden', 'Conversations are not rated here.', { reason: 'rating_off' });
  const asked: readonly string[] = ratingQuestions;
  const other = Object.keys(answers).find((code) => !asked.includes(code));
  if (other) throw new AppError('bad_request', `"${other}" is not asked here.`, { reason: 'unknown_question' });
  const said = comment?.trim() || null;
  if (Object.keys(answers).length === 0 && said === null) {
    throw new AppError('bad_request', 'A rating needs an answer or a comment.', { reason: 'empty_rating' });
  }
  const rating = { answers, comment: said };
  if (isSameJson(state.rating, rating)) return null;
  const draft = draftOf({ ...state, rating });
  appendEvents(draft, { type: 'conversation.rated', data: { rating } });
  return decide(draft);
}
