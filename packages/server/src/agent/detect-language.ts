import { detectAll } from 'tinyld';

/** Constructed, dead and rare languages of the library's list: short everyday texts are mistaken for them. */
const UNLIKELY = new Set(['eo', 'vo', 'tlh', 'la', 'ber', 'rn', 'tk', 'ga', 'yi']);
const SAMPLE_CHARACTERS = 400;
/** Fewer Latin letters than these say too little: «ok», «hi» and «T-1234» are no language. */
const LETTERS_MIN = 10;
const ACCURACY_MIN = 0.08;

/** The language that a text is written in (ISO 639-1); null when it is too short or too unclear to tell. */
export function detectLanguage(text: string): string | null {
  const sample = text.slice(0, SAMPLE_CHARACTERS);
  const [best] = detectAll(sample).filter(({ lang }) => lang.length === 2 && !UNLIKELY.has(lang));
  if (!best) return null;
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  // A script of its own, or an unmistakable word, is certain however short the text.
  if (best.accuracy >= 0.9 && /[^\p{Script=Latin}\P{L}]/u.test(sample)) return best.lang;
  return letters >= LETTERS_MIN && best.accuracy >= ACCURACY_MIN ? best.lang : null;
}
