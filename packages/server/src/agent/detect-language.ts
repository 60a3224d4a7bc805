import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
/** Constructed, dead and rare languages of the library's list: short everyday texts are mistaken for them. */
const UNLIKELY = new Set(['eo', 'vo', 'tlh', 'la', 'ber', 'rn', 'tk', 'ga', 'yi']);
const SAMPLE_CHARACTERS = 400;
/** Fewer Latin letters than these say too little: «ok», «hi» and «T-1234» are no language. */
const LETTERS_MIN = 10;
const ACCURACY_MIN = 0.08;
/** Where two languages are this close, neither is told. */
const LEAD_MIN = 1.3;
/** Close relatives of English and German, which short sentences with a typing error are mistaken for. */
const NEIGHBOURS = new Set(['af', 'is']);
const NEIGHBOUR_LETTERS_MIN = 40;

/** Within a turn the same message is asked about twice; this many turns may run at once. */
const KNOWN_MAX = 256;
const known = new Map<string, string | null>();

/** The language that a text is written in (ISO 639-1); null when it is too short or too unclear to tell. */
export function detectLanguage(text: string): string | null {
  const sample = text.slice(0, SAMPLE_CHARACTERS);
  const before = known.get(sample);
  if (before !== undefined) return before;
  const language = languageOf(sample);
  if (known.size >= KNOWN_MAX) known.clear();
  known.set(sample, language);
  return language;
}

function languageOf(sample: string): string | null {
  // Loaded when it is first wanted: its word lists are a tenth of a server's start.
  const { detectAll } = require('tinyld') as typeof import('tinyld');
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  const [best, next] = detectAll(sample).filter(({ lang }) => isPlausible(lang, letters));
  if (!best) return null;
  // A script of its own, or an unmistakable word, is certain however short the text.
  if (best.accuracy >= 0.9 && /[^\p{Script=Latin}\P{L}]/u.test(sample)) return best.lang;
  const isClear = !next || best.accuracy >= LEAD_MIN * next.accuracy;
  return letters >= LETTERS_MIN && best.accuracy >= ACCURACY_MIN && isClear ? best.lang : null;
}

function isPlausible(language: string, letters: number): boolean {
  if (language.length !== 2 || UNLIKELY.has(language)) return false;
  return letters >= NEIGHBOUR_LETTERS_MIN || !NEIGHBOURS.has(language);
}
