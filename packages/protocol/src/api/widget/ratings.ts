import { z } from 'zod';
import { LIMITS } from '../../limits.ts';
import { FEEDBACK_RATINGS, RATING_QUESTIONS } from '../../words.ts';
import { text } from '../shapes.ts';

const comment = () => text(LIMITS.feedbackCommentMax).nullable();

/** Thumbs on one message, with a comment. */
export const MessageFeedbackSchema = z.object({ rating: z.enum(FEEDBACK_RATINGS), comment: comment() });

/** The answers to the questions at the end, with a comment. */
export const ConversationRatingSchema = z.object({
  answers: z.partialRecord(z.enum(RATING_QUESTIONS), z.enum(FEEDBACK_RATINGS)),
  comment: comment(),
});
