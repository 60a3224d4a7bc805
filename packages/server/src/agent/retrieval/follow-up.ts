import type { TurnMessage } from '../../domain/turn/turn-context.ts';
import type { KnowledgeIndex } from './knowledge-index.ts';
import { PART_WEIGHT, passagesWith, rarity, type Search, type WeightedText } from './search.ts';
import { isUnspaced, pairsOfCharacters, partsOfWord, words } from './tokens.ts';

// In units of the rarest word's rarity. Fitted on dialogues in four languages, on a plateau: a fifth more or less changes little.
/** A question that says this much stands alone; below half of it the conversation counts in full. */
const ENOUGH = 6;
/** How much the conversation adds to a question that says nothing. */
const ADDED = 6;
/** No token of the conversation counts like one of the question. */
const HEAVIEST_CONTEXT = 0.7;
/** Shorter words are seldom what a question is about, in any alphabet: in a small shop «how» may be rarer than «price». */
const FULL_WORD = 6;
/** A pair of characters stands for about as much as the parts of a word. */
const PARTS_PER_PAIR = 3;
/** The shares of the visitor's earlier messages, the latest first, and of the last answer. */
const QUESTION_SHARES = [1, 0.4, 0.15];
const ANSWER_SHARE = 0.5;

/** The conversation as far as retrieval needs it; `TurnContext` and `RetrievalRequest` are such. */
export type Conversation = {
  readonly questions: readonly TurnMessage[];
  readonly history: readonly TurnMessage[];
  readonly language: string | null;
};

/**
 * What to search for: the visitor's questions, and as much of the conversation before them as they leave open. «And what
 * does it cost?» says little that only few passages say, so earlier messages fill it up; a question that says
 * enough stands alone. How much it says is measured by the index, so no language has to be known.
 */
export function retrievalQuery(
  index: KnowledgeIndex,
  { questions, history, language }: Conversation,
): Pick<Search, 'query' | 'extra'> {
  const query = questions.map((question) => question.content).join('\n');
  const earlier = earlierMessages(history);
  if (earlier.length === 0) return { query };
  const count = passagesIn(index, language);
  const unit = Math.log(1 + count);
  const open = Math.min(1, 2 * (1 - informationOf(index, query, count) / (ENOUGH * unit)));
  if (open <= 0) return { query };
  const shares = earlier.reduce((sum, { share }) => sum + share, 0);
  const extra = earlier.map(({ text, share }): WeightedText => {
    // By what it says, not by its length: a long answer must not drown the short question before it.
    const weight = (open * ADDED * unit * (share / shares)) / informationOf(index, text, count);
    return { text, weight: Math.min(HEAVIEST_CONTEXT, weight) };
  });
  return { query, extra };
}

function earlierMessages(history: readonly TurnMessage[]): { text: string; share: number }[] {
  // A wish for a person says nothing of what the visitor asks about.
  const told = history.filter((message) => !message.isHandOff);
  const questions = told.filter((message) => message.author === 'visitor').toReversed();
  // What the last answer said stands for the passage that it cited.
  const answer = told.findLast((message) => message.author !== 'visitor' && !message.isWelcome);
  return [
    ...QUESTION_SHARES.map((share, at) => ({ text: questions[at]?.content ?? '', share })),
    { text: answer?.content ?? '', share: ANSWER_SHARE },
  ].filter(({ text }) => text !== '');
}

/** In a knowledge base of several languages a common word of one is rare among all, so its own are counted. */
function passagesIn({ passages }: KnowledgeIndex, language: string | null): number {
  if (language === null) return passages.length;
  let count = 0;
  for (const passage of passages) if (passage.language === null || passage.language === language) count++;
  // A language that no passage is in was mistaken (a typing error is enough), or is one to search the others in.
  return count === 0 ? passages.length : count;
}

/** How much a text narrows the passages down: nothing if its words are in none of them, or in all. */
function informationOf(index: KnowledgeIndex, text: string, count: number): number {
  const saysMuch = (token: string) => {
    const found = Math.min(count, passagesWith(index, token));
    return found === 0 ? 0 : rarity(found, count);
  };
  let sum = 0;
  for (const word of new Set(words(text))) {
    const share = isUnspaced(word) ? 1 : Math.min(1, word.length / FULL_WORD);
    sum += share * saysMuch(word);
    for (const part of partsOfWord(word)) sum += share * PART_WEIGHT * saysMuch(part);
  }
  for (const pair of new Set(pairsOfCharacters(text))) sum += PARTS_PER_PAIR * PART_WEIGHT * saysMuch(pair);
  return sum;
}
