import type { Author, FeedbackRating } from '@parley/protocol';
import { cutText } from '../../lib/cell.ts';
import type { JsonObject } from '../../lib/json.ts';
import type { ExportedMessage } from './exported.ts';

/** What the messages of a conversation come to, where a conversation is one row. */
export type MessageTally = {
  readonly authors: Readonly<Record<Author, number>>;
  readonly feedback: Readonly<Record<FeedbackRating, number>>;
  /** Of each key the latest value. */
  readonly clientMetadata: JsonObject;
  /** Who said what, a line each, as far as it fits into `TRANSCRIPT_MAX`. */
  readonly transcript: string;
  /** How long all of it would be. */
  readonly length: number;
};

export const NOTHING_SAID: MessageTally = {
  authors: { visitor: 0, ai_assistant: 0, human_operator: 0 },
  feedback: { positive: 0, neutral: 0, negative: 0 },
  clientMetadata: {},
  transcript: '',
  length: 0,
};

/** Characters of what was said in a conversation that one cell takes: memory holds no more of it. */
const TRANSCRIPT_MAX = 1_000_000;

/** The tally with some more messages, in order. */
export function tallied(before: MessageTally, messages: readonly ExportedMessage[]): MessageTally {
  const authors = { ...before.authors };
  const feedback = { ...before.feedback };
  let { transcript, length } = before;
  for (const message of messages) {
    authors[message.author] += 1;
    if (message.feedback) feedback[message.feedback.rating] += 1;
    const line = `${length === 0 ? '' : '\n'}${message.author}: ${message.content}`;
    if (transcript.length < TRANSCRIPT_MAX) transcript += line;
    length += line.length;
  }
  const given = messages.flatMap(({ clientMetadata }) => (clientMetadata ? Object.entries(clientMetadata) : []));
  const clientMetadata = Object.fromEntries([...Object.entries(before.clientMetadata), ...given]);
  return { authors, feedback, clientMetadata, transcript, length };
}

/** What was said, as one cell of at most `max` characters. */
export const transcriptOf = ({ transcript, length }: MessageTally, max = TRANSCRIPT_MAX): string =>
  cutText(transcript, max, length);
