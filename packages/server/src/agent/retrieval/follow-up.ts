import type { TurnMessage } from '../../domain/turn/turn-context.ts';
import type { KnowledgeIndex } from './knowledge-index.ts';
import { type Search, tokenWeight, type WeightedText } from './search.ts';
import { tokens } from './tokens.ts';

/** How many well-chosen words a question needs to be understood by itself. */
const ENOUGH_WORDS = 3;
/** The tokens that one such word brings with it: itself and its parts, by their weight. */
const TOKENS_PER_WORD = 4;
/** A token of the conversation never counts like one of the question. */
const HEAVIEST_CONTEXT = 0.7;
/** The share of each earlier message, the latest first; an answer less than the question that it answered. */
const QUESTION_SHARES = [1, 0.4, 0.15];
const ANSWER_SHARE = 0.5;

type Conversation = { readonly questions: readonly TurnMessage[]; readonly history: readonly TurnMessage[] };

/**
 * What to search for: the visitor's question, and as much of the conversation before it as the question leaves open. «And
 * what does it cost?» says little that only few passages say, so the earlier messages fill it up; a question
 * that says enough stands alone. What "little" means is measured by the index, so no language has to be known.
 */
export function retrievalQuery(
  index: KnowledgeIndex,
  { questions, history }: Conversation,
): Pick<Search, 'query' | 'extra'> {
  const query = questions.map((question) => question.content).join('\n');
  const enough = ENOUGH_WORDS * TOKENS_PER_WORD * Math.log(1 + index.passages.length);
  const open = 1 - informationOf(index, query) / enough;
  const earlier = open > 0 ? earlierMessages(history) : [];
  const shares = earlier.reduce((sum, { share }) => sum + share, 0);
  const extra = earlier.flatMap(({ text, share }): WeightedText[] => {
    const information = informationOf(index, text);
    if (information === 0) return [];
    const weight = (open * enough * share) / shares / information;
    return [{ text, weight: Math.min(HEAVIEST_CONTEXT, weight) }];
  });
  return { query, extra };
}

function earlierMessages(history: readonly TurnMessage[]): { text: string; share: number }[] {
  const visitors = history.filter((message) => message.author === 'visitor').toReversed();
  const answer = history.findLast((message) => message.author !== 'visitor' && !message.isWelcome);
  return [
    ...QUESTION_SHARES.flatMap((share, at) => ({ text: visitors[at]?.content ?? '', share })),
    { text: answer?.content ?? '', share: ANSWER_SHARE },
  ].filter(({ text }) => text !== '');
}

/** How much a text narrows the passages down: nothing if its words are in none of them or in all. */
function informationOf(index: KnowledgeIndex, text: string): number {
  let sum = 0;
  for (const token of new Set(tokens(text))) sum += tokenWeight(index, token);
  return sum;
}
