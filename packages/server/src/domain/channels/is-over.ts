import type { Conversation } from '../conversation/conversation.ts';

const WEEK_MS = 7 * 24 * 60 * 60 * 1_000;

/** Whether a conversation ended so long ago that it is not taken up again: what is said on the platform next begins another. */
export const isOver = (
  { progress, lastMessageAt }: Pick<Conversation, 'progress' | 'lastMessageAt'>,
  now: Date,
): boolean => progress !== 'open' && now.getTime() - lastMessageAt.getTime() > WEEK_MS;
