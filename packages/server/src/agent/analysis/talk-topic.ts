import type { Talk } from '../../domain/analysis/talk.ts';
import { keyPhrase, type WeightedText } from './key-phrase.ts';

/** A title that is longer is a sentence, and no name of a topic. */
const TOPIC_MAX = 60;

/** What a talk is about, in a few words: what the article that answered most is called, else words that were said of it. */
export function talkTopic({ messages, language }: Talk): string {
  const titles = messages.flatMap(({ sources }) => sources).filter((title) => title.length <= TOPIC_MAX);
  const counts = new Map<string, number>();
  for (const title of titles) counts.set(title, (counts.get(title) ?? 0) + 1);
  const [most] = [...counts].toSorted(([, a], [, b]) => b - a);
  return most?.[0] ?? keyPhrase(weighted(messages), language);
}

/** The first question says most of what it is about; replies confirm it. */
function weighted(messages: Talk['messages']): WeightedText[] {
  let asked = 0;
  return messages.map(({ author, content }) => {
    if (author !== 'visitor') return { text: content, weight: 0.6 };
    asked += 1;
    return { text: content, weight: asked === 1 ? 1.5 : 1 };
  });
}
