import { words } from '../retrieval/tokens.ts';
import { foldWord } from './message-features.ts';

const STEM = 5;

/** The choice of which a text says most words; null where it says none of any, or as many of two. */
export function chooseByWords(text: string, choices: readonly string[]): string | null {
  const said = new Set(words(text).map(stemOf));
  const counted = choices.map((choice) => {
    const own = [...new Set(words(choice.replaceAll('_', ' ')).map(stemOf))];
    return { choice, share: own.filter((stem) => said.has(stem)).length / Math.max(1, own.length) };
  });
  const [first, second] = counted.toSorted((a, b) => b.share - a.share);
  if (!first || first.share === 0 || first.share === second?.share) return null;
  return first.choice;
}

/** Inflected forms begin alike. */
const stemOf = (word: string): string => foldWord(word).slice(0, STEM);
