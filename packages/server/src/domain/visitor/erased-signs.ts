import type { Json } from '../../lib/json.ts';
import type { Conversation } from '../conversation/conversation.ts';

/** Stands where an erased visitor was named. */
export const ERASED = '[erased]';

/** By what a filter may have named somebody who was erased. */
export type ErasedSigns = {
  /** Wherever they stand in a text. */
  readonly parts: readonly string[];
  /** Names are words as well: only where they are the whole text. */
  readonly wholes: readonly string[];
};

type Known = Pick<Conversation, 'id' | 'visitorId'> & {
  readonly visitor: Pick<Conversation['visitor'], 'name' | 'email' | 'phone'>;
};

/** The signs of erased conversations; those of their visitors too, unless these are known elsewhere. */
export function signsOf(conversations: readonly Known[], of: 'conversations' | 'visitors'): ErasedSigns {
  const ids = conversations.map(({ id }) => id);
  if (of === 'conversations') return { parts: distinct(ids), wholes: [] };
  const details = conversations.flatMap(({ visitorId, visitor }) => [visitorId, visitor.email, visitor.phone]);
  return { parts: distinct([...ids, ...details]), wholes: distinct(conversations.map(({ visitor }) => visitor.name)) };
}

const distinct = (texts: readonly (string | null)[]): string[] => [
  ...new Set(texts.flatMap((text) => (text === null || text.trim() === '' ? [] : [text.trim().toLowerCase()]))),
];

/** Writes over whatever names an erased visitor; the rest it gives back as it is. */
export type Eraser = <T extends Json>(value: T) => T;

/** Makes what writes `ERASED` for all that names the visitor, in every text that a value holds. */
export function createEraser({ parts, wholes }: ErasedSigns): Eraser {
  const names = new Set(wholes);
  // An address may stand in a longer one, which is another's.
  const named = parts.map(literally).join('|');
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}._%+-])(?:${named})(?!\\.?[\\p{L}\\p{N}_-])`, 'giu');
  const inText = (text: string): string => {
    if (names.has(text.trim().toLowerCase())) return ERASED;
    return parts.length === 0 ? text : text.replaceAll(pattern, ERASED);
  };
  const erased = (value: Json): Json => {
    if (typeof value === 'string') return inText(value);
    if (typeof value !== 'object' || value === null) return value;
    if (isList(value)) return value.map(erased);
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, erased(each)]));
  };
  // Texts become texts, and everything else keeps its shape.
  return <T extends Json>(value: T) => erased(value) as T;
}

const literally = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);
