import type { Json } from '../../lib/json.ts';
import { FOLLOW_UP_WORDS } from './follow-up-words.ts';
import { ASKING_WORDS, CONCEPTS, OWN_ENDINGS, OWN_WORDS } from './metadata-words.ts';

/** A value of the conversation's metadata; `key` is the topmost, under which it is evidence. */
export type MetadataValue = { readonly key: string; readonly label: string; readonly value: string };

const LONGEST_QUESTION = 160;
const LONGEST_VALUE = 500;
const MOST_VALUES = 200;

/** The one value that a question asks for («what is my ticket number?»); null when it asks for something else. */
export function askedMetadata(question: string, metadata: { readonly [key: string]: Json }): MetadataValue | null {
  if (question.length > LONGEST_QUESTION) return null;
  const values = flatten(metadata);
  if (values.length === 0) return null;
  const asked = meaningOf(question, new Set(values.flatMap(({ words }) => words)));
  if (asked === null) return null;
  const fitting = values
    .filter(({ words }) => fits(words, asked))
    .sort((a, b) => distance(a.words, asked) - distance(b.words, asked));
  return fitting[0] ?? null;
}

type Leaf = MetadataValue & { readonly words: readonly string[] };

function flatten(metadata: { readonly [key: string]: Json }): Leaf[] {
  const leaves: Leaf[] = [];
  const visit = (key: string, path: readonly string[], value: Json, depth: number) => {
    if (leaves.length >= MOST_VALUES || depth > 4) return;
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      for (const [name, inner] of Object.entries(value)) visit(key, [...path, name], inner, depth + 1);
      return;
    }
    const shown = Array.isArray(value)
      ? value.filter((item) => typeof item !== 'object').join(', ')
      : String(value ?? '');
    const names = path.flatMap(namesIn);
    const own = conceptsOfKey(path.at(-1) ?? '');
    // What belongs to the customer is asked for without saying so; an `id` is nothing without what it is the id of.
    const around = conceptsOfKey(path.slice(0, -1).join(' ')).filter((word) => word !== 'customer');
    const words = own.every((word) => OPTIONAL.has(word)) ? [...new Set([...around, ...own])] : own;
    if (shown.trim() === '' || names.length === 0) return;
    const label = names.join(' ');
    leaves.push({
      key,
      label: label.charAt(0).toUpperCase() + label.slice(1),
      value: shown.slice(0, LONGEST_VALUE),
      words,
    });
  };
  for (const [key, value] of Object.entries(metadata)) visit(key, [key], value, 0);
  return leaves;
}

/** `ticketNumber`, `ticket_number` and `Ticket-Number` are two words each. */
function namesIn(key: string): string[] {
  return (
    key
      .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  );
}

function conceptsOfKey(key: string): string[] {
  return [...new Set(namesIn(key).map((name) => conceptOf(name) ?? name))];
}

type Meaning = { readonly words: ReadonlySet<string>; readonly isShort: boolean };

const FORMS = Object.entries(CONCEPTS).flatMap(([concept, forms]) =>
  forms.split('|').map((form) => ({ concept, form: form.toLowerCase() })),
);
const OWN = new Set(OWN_WORDS.split('|'));
const ASKING = new Set(ASKING_WORDS.split('|'));
// «And my plan?» asks what «my plan?» does.
const LEADING = new Set(Object.values(FOLLOW_UP_WORDS).flatMap((words) => words.split('|')));
// Beside another word these name no different thing: a ticket's number is the ticket.
const OPTIONAL = new Set(['number', 'name']);

/** What a question asks about, if it says nothing but that: any other word may turn it («how do I change my plan?»). */
function meaningOf(question: string, keyWords: ReadonlySet<string>): Meaning | null {
  const all = questionWords(question);
  const words = LEADING.has(all[0] ?? '') ? all.slice(1) : all;
  const meant = new Set<string>();
  let isOwn = false;
  for (const word of words) {
    if (OWN.has(word)) {
      isOwn = true;
      continue;
    }
    const concepts = conceptsIn(word);
    const literal = [...keyWords].find((key) => key === word || (key.length >= 4 && word.startsWith(key)));
    if (concepts.length === 0 && literal === undefined) {
      if (!ASKING.has(word)) return null;
      continue;
    }
    for (const concept of concepts) meant.add(concept);
    if (literal !== undefined && concepts.length === 0) meant.add(literal);
    isOwn ||= OWN_ENDINGS.some((ending) => word.endsWith(ending) && conceptOf(word) === null);
  }
  const isShort = words.length <= 3;
  return meant.size > 0 && (isOwn || isShort) ? { words: meant, isShort } : null;
}

function questionWords(question: string): string[] {
  const segmenter = new Intl.Segmenter('en', { granularity: 'word' });
  return [...segmenter.segment(question.toLowerCase().replace(/\be-mail/g, 'email'))]
    .filter(({ isWordLike }) => isWordLike)
    .map(({ segment }) => segment.replace(/['’]s$/, '').replace(/['’]/g, ''));
}

function conceptOf(word: string): string | null {
  return FORMS.find(({ form }) => form === word)?.concept ?? null;
}

/** Inflected and compound words name one concept or two: «Tarifs», «Kundennummer». */
function conceptsIn(word: string): string[] {
  const exact = conceptOf(word);
  if (exact !== null) return [exact];
  const dense = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}]/u.test(word);
  const parts = FORMS.filter(({ form }) => form.length >= (dense ? 2 : 4) && word.includes(form));
  const longest = Math.max(0, ...parts.map(({ form }) => form.length));
  // What is left of the word beside its concepts must be an ending, not another word.
  const covered = new Set(parts.map(({ form }) => form));
  let rest = word;
  for (const form of [...covered].sort((a, b) => b.length - a.length)) rest = rest.replace(form, '');
  return longest > 0 && rest.length <= 3 ? [...new Set(parts.map(({ concept }) => concept))] : [];
}

function fits(key: readonly string[], asked: Meaning): boolean {
  const needed = key.filter((word) => !OPTIONAL.has(word));
  const wanted = [...asked.words].filter((word) => !OPTIONAL.has(word));
  if (needed.length === 0 || wanted.length === 0)
    return needed.length === wanted.length && key.every((word) => asked.words.has(word));
  return needed.every((word) => asked.words.has(word)) && wanted.every((word) => key.includes(word));
}

function distance(key: readonly string[], asked: Meaning): number {
  const missing = key.filter((word) => !asked.words.has(word)).length;
  return missing + [...asked.words].filter((word) => !key.includes(word)).length;
}
