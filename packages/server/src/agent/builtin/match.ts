import { editDistance } from './edit-distance.ts';
import { type PassageTerms, trigramsOf } from './passage-terms.ts';

/** A word of a passage that stands for a word of the question: 1 when it is the same, less when it resembles it. */
export type Match = { readonly id: number; readonly strength: number };

const NONE: readonly Match[] = [];
const NO_IDS: readonly number[] = [];

// Below these a resemblance is more often an accident than an inflection or a slip of the finger.
const LEAST_BEGINNING = 0.5;
const LEAST_DICE = 0.5;
// «vaccum» is «vacuum» but for a slip of the finger or two, which long words have room for.
const SHORTEST_SLIP = 5;
const LEAST_DICE_OF_SLIP = 0.3;
const SLIP = 0.8;

/** The words of a passage that equal a term of the question or share its beginning (inflections, compounds). */
export function sameOrInflected(term: string, passage: PassageTerms, beginning = term.slice(0, 4)): readonly Match[] {
  const same = passage.ids.get(term);
  const like = term.length < 4 ? undefined : passage.byBeginning.get(beginning);
  if (like === undefined && same === undefined) return NONE;
  const matches: Match[] = same === undefined ? [] : [{ id: same, strength: 1 }];
  for (const id of like ?? NO_IDS) {
    if (id === same) continue;
    const word = passage.words[id] ?? '';
    const strength = sharedBeginning(term, word) / Math.max(term.length, word.length);
    if (strength >= LEAST_BEGINNING) matches.push({ id, strength });
  }
  return matches;
}

/** The words of a passage that look like a term by their three-letter windows: typing errors, prefixed articles. */
export function similar(term: string, passage: PassageTerms, trigrams = trigramsOf(term)): Match[] {
  if (counts.length < passage.words.length) counts = new Uint8Array(2 * passage.words.length);
  const shared: number[] = [];
  for (const trigram of trigrams) {
    for (const id of passage.byTrigram.get(trigram) ?? NO_IDS) {
      const count = counts[id] ?? 0;
      if (count === 0) shared.push(id);
      counts[id] = Math.min(255, count + 1);
    }
  }
  const matches: Match[] = [];
  for (const id of shared) {
    const count = counts[id] ?? 0;
    counts[id] = 0;
    const word = passage.words[id] ?? '';
    const dice = (2 * count) / (trigrams.length + word.length);
    const slips = dice < LEAST_DICE_OF_SLIP || term.length < SHORTEST_SLIP ? 0 : term.length < 8 ? 1 : 2;
    if (slips > 0 && editDistance(term, word, slips) <= slips) matches.push({ id, strength: SLIP });
    else if (dice >= LEAST_DICE) matches.push({ id, strength: 0.8 * Math.min(1, dice) });
  }
  return matches;
}

// Trigrams shared by word id; all zero between calls.
let counts = new Uint8Array(512);

function sharedBeginning(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let length = 0;
  while (length < most && a[length] === b[length]) length++;
  return length;
}
