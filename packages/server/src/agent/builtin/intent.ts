import { editDistance } from './edit-distance.ts';
import { PHRASE_INTENTS, PHRASES, type PhraseIntent } from './phrases.ts';
import { YES_NO } from './yes-no.ts';

export type Intent = { readonly intent: PhraseIntent /** ISO 639-1, of the phrase. */; readonly language: string };

/** What a message says in passing, and what is left of it to be answered. */
export type Recognised = { readonly intents: readonly Intent[]; readonly rest: string };

// Longer messages say more than a phrase; looking at them loosely would only cost time.
const LONGEST_PHRASE = 60;
const LONGEST_WISH = 400;

/** Takes the phrases off a message, clause by clause from its beginning; `languages` are preferred in their order. */
export function recognise(message: string, languages: readonly string[], name: string): Recognised {
  const intents: Intent[] = [];
  let rest = message.trim();
  const whole = phraseOf(without(rest, name), languages);
  if (whole !== null) return { intents: [whole], rest: '' };
  const chain = phrasesIn(without(rest, name), languages);
  if (chain.length > 0) return { intents: chain, rest: '' };
  while (rest !== '') {
    const clause = CLAUSE.exec(rest)?.[0] ?? rest;
    const found = phraseOf(without(clause, name), languages);
    if (found === null) break;
    intents.push(found);
    rest = rest.slice(clause.length).trim();
  }
  // «, Ada!»: nothing is left to answer but the agent's own name and marks.
  return { intents, rest: squeeze(without(rest, name)) === '' ? '' : rest };
}

// «Yes, I would like that», but not «yes, and how much is shipping?».
const LONGEST_CONSENT = 6;

/** Whether a message that answers an offer begins with a yes and asks nothing further. */
export function consents(message: string, languages: readonly string[]): boolean {
  if (/^\s*(?:👍|👌|✅)/u.test(message)) return true;
  const words = wordsOf(message);
  if (words.length > LONGEST_CONSENT || /[?？؟]/.test(message)) return false;
  return phraseOf(words[0] ?? '', languages)?.intent === 'yes';
}

/** The language of the wish for a person that a message holds, null when it holds none. */
export function wishForPerson(message: string, languages: readonly string[]): string | null {
  if (message.length > LONGEST_WISH) return null;
  const words = wordsOf(message);
  const form = squeeze(message);
  const exact = wishesIn(form);
  const found = exact.length > 0 ? exact : wishesLike(words);
  return preferred(found, languages)?.language ?? null;
}

/** A message without its sentences that wish for a person. */
export function withoutWish(message: string, languages: readonly string[]): string {
  const sentences = message.match(SENTENCE) ?? [];
  return sentences
    .filter((sentence) => wishForPerson(sentence, languages) === null)
    .join('')
    .trim();
}

const SENTENCE = /[^.!?;。！？；\n]+[.!?;。！？；\n]*/gu;
const CLAUSE = /^[^.,!?;:。，！？、；\n]*[.,!?;:。，！？、；\n]+\s*/u;

type Phrase = Intent & { readonly squeezed: string; readonly words: number; readonly isWhole: boolean };

const ALL: readonly Phrase[] = [
  ...Object.entries(PHRASES).flatMap(([language, lines]) =>
    PHRASE_INTENTS.flatMap((intent, i) => phrasesOf(lines[i] ?? '', intent, language)),
  ),
  ...Object.entries(YES_NO).flatMap(([language, [yes, no]]) => [
    ...phrasesOf(yes, 'yes', language),
    ...phrasesOf(no, 'no', language),
  ]),
];
const WISHES = ALL.filter(({ intent, isWhole }) => intent === 'person' && !isWhole);
const WISHES_BY_START = Map.groupBy(WISHES, ({ squeezed }) => squeezed.slice(0, 1));
const WISHES_BY_TWO = Map.groupBy(WISHES, ({ squeezed }) => squeezed.slice(0, 2));
const EXACT = Map.groupBy(ALL, ({ squeezed }) => squeezed);
// A slip of the finger seldom hits the first letter, so that the few phrases with it need comparing.
const BY_START = Map.groupBy(ALL, ({ squeezed }) => squeezed.slice(0, 1));

function phrasesOf(line: string, intent: PhraseIntent, language: string): Phrase[] {
  return line.split('|').map((phrase) => {
    const words = wordsOf(phrase);
    return { intent, language, squeezed: squeeze(phrase), words: words.length, isWhole: phrase.startsWith('=') };
  });
}

function phraseOf(text: string, languages: readonly string[]): Intent | null {
  const form = squeeze(text);
  if (form === '' || form.length > LONGEST_PHRASE) return null;
  const exact = EXACT.get(form);
  if (exact !== undefined) return preferred(exact, languages);
  const slips = slipsAllowed(form.length);
  if (slips === 0) return null;
  const like = (BY_START.get(form.slice(0, 1)) ?? []).filter(
    (phrase) => phrase.squeezed.length >= 5 && editDistance(phrase.squeezed, form, slips) <= slips,
  );
  return preferred(like, languages);
}

// «so», «very», «then»: beside a courtesy they say nothing that asks for an answer.
const FILLERS = new Set(
  (
    'so|very|really|much|then|well|all|right|and|for|now|again|sehr|echt|wirklich|dann|also|und|noch|erstmal|fürs|erste|mal|' +
    'muy|mucho|y|entonces|pues|por|ahora|très|vraiment|et|alors|bien|molto|davvero|e|allora|muito|então|heel|erg|dan|en'
  )
    .split('|')
    .flatMap(wordsOf),
);
const MOST_WORDS_OF_PHRASE = 5;
const LONGEST_CHAIN = 14;

/** The phrases that a message strings together and that are all it says («great thank you so much bye»); else none. */
function phrasesIn(text: string, languages: readonly string[]): Intent[] {
  const words = wordsOf(text);
  const intents: Intent[] = [];
  if (words.length > LONGEST_CHAIN) return [];
  for (let at = 0; at < words.length; ) {
    const taken = longestPhrase(words, at, languages);
    if (taken !== null) intents.push(taken.intent);
    else if (!FILLERS.has(words[at] ?? '')) return [];
    at += taken?.length ?? 1;
  }
  return intents;
}

function longestPhrase(words: readonly string[], at: number, languages: readonly string[]) {
  for (let length = Math.min(MOST_WORDS_OF_PHRASE, words.length - at); length > 0; length--) {
    const found = EXACT.get(squeezed(words.slice(at, at + length)));
    const intent = found === undefined ? null : preferred(found, languages);
    if (intent !== null) return { intent, length };
  }
  return null;
}

function preferred(found: readonly Phrase[], languages: readonly string[]): Intent | null {
  for (const language of languages) {
    const match = found.find((phrase) => phrase.language === language);
    if (match !== undefined) return match;
  }
  return found[0] ?? null;
}

function wishesIn(form: string): Phrase[] {
  const found: Phrase[] = [];
  for (let at = 0; at + 1 < form.length; at++) {
    for (const wish of WISHES_BY_TWO.get(form.slice(at, at + 2)) ?? []) {
      if (form.startsWith(wish.squeezed, at)) found.push(wish);
    }
  }
  return found;
}

/** The wishes that a stretch of the message resembles but for slips of the finger. */
function wishesLike(words: readonly string[]): Phrase[] {
  const windows = new Map<number, string>();
  return words.flatMap((word, at) => {
    windows.clear();
    return (WISHES_BY_START.get(word.slice(0, 1)) ?? []).filter(({ squeezed, words: length }) => {
      if (at + length > words.length) return false;
      const window = windows.get(length) ?? words.slice(at, at + length).join('');
      windows.set(length, window);
      const slips = slipsAllowed(squeezed.length);
      return Math.abs(window.length - squeezed.length) <= slips && editDistance(window, squeezed, slips) <= slips;
    });
  });
}

function slipsAllowed(length: number): number {
  if (length < 5) return 0;
  return length < 12 ? 1 : 2;
}

function without(text: string, name: string): string {
  return name === '' ? text : text.replaceAll(name, ' ');
}

/** Blanks and repeated letters are what hasty writers are freest with: «helo», «yesss», «thankyou». */
function squeeze(text: string): string {
  return squeezed(wordsOf(text));
}

function squeezed(words: readonly string[]): string {
  return words.join('').replace(/(.)\1+/gu, '$1');
}

/** Lower case, without accents and punctuation: what people leave out when they type in haste. */
function wordsOf(text: string): string[] {
  const plain = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/['’`]|[\u0300-\u036f]|[\u064b-\u065f]|\u0640/gu, '');
  return plain.normalize('NFC').match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}
