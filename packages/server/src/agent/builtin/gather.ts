import type { Json, JsonObject } from '../../lib/json.ts';

const EMAIL = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,5}/u;
const PHONE = /(?<![\p{L}\p{N}.])\+?\(?\d[\d\s()/.-]{6,20}\d(?![\p{L}\p{N}])/u;
/** «My name is …» in English, German, Polish and Spanish; what follows is taken word by word, each with a capital. */
const NAME =
  /(?:^|[^\p{L}])(?:my name is|my name's|i am called|ich hei(?:ß|ss)e|mein name ist|nazywam si(?:ę|e)|mam na imi(?:ę|e)|me llamo|mi nombre es)\s+((?:\p{Lu}[\p{L}'’-]*)(?:\s+\p{Lu}[\p{L}'’-]*){0,3})/iu;
const ORDER = /(?<![\p{L}\p{N}])(?=[A-Z0-9-]*\d)[A-Z0-9]{1,6}-?[A-Z0-9-]{2,18}(?![\p{L}\p{N}])/u;

type Property = {
  readonly format?: Json;
  readonly pattern?: Json;
  readonly type?: Json;
  readonly enum?: Json;
};

/**
 * What a message says of the properties of a schema: addresses, numbers to call, names, and whatever a `pattern`
 * describes. A key is known by its name (`email`, `phone`, `name`, `order…`) or by its `format`. Empty when it says nothing.
 */
export function gather(schema: JsonObject, message: string): JsonObject {
  const { properties } = schema;
  if (typeof properties !== 'object' || properties === null || Array.isArray(properties)) return {};
  const found = Object.entries(properties).flatMap(([key, property]) => {
    const value = foundIn(key, (property ?? {}) as Property, message);
    return value === null ? [] : [[key, value] as const];
  });
  return Object.fromEntries(found);
}

function foundIn(key: string, { format, pattern, type }: Property, message: string): string | null {
  if (type !== undefined && type !== 'string') return null;
  const name = key.toLowerCase();
  if (typeof pattern === 'string') return byPattern(pattern, message);
  if (format === 'email' || /e-?mail/.test(name)) return EMAIL.exec(message)?.[0]?.replace(/\.$/, '') ?? null;
  if (/phone|tel(?:efon|éfono)?$|mobile|handy/.test(name)) return PHONE.exec(message)?.[0]?.trim() ?? null;
  if (/order|bestell|zamowien|pedido/.test(name)) return ORDER.exec(message)?.[0] ?? null;
  return /(?:^|_|-)(?:name|vorname|imie|nombre)$/.test(name) ? nameIn(message) : null;
}

/** The words after the phrase, as long as they are written as names are. */
function nameIn(message: string): string | null {
  const words = NAME.exec(message)?.[1]?.split(/\s+/) ?? [];
  const end = words.findIndex((word) => !/^\p{Lu}/u.test(word));
  const kept = end < 0 ? words : words.slice(0, end);
  return kept.length === 0 ? null : kept.join(' ');
}

const PATTERN_MAX = 200;
const WORDS_MAX = 300;
const LOOSE_MAX = 2;

/**
 * The first word that a pattern of a metadata schema takes. Patterns that may take long on some words, as by groups that are
 * repeated, are left to the model.
 */
function byPattern(pattern: string, message: string): string | null {
  const loose = pattern.match(/[*+?]|\{\d*,/g) ?? [];
  if (pattern.length > PATTERN_MAX || /\)[*+{?]/.test(pattern) || loose.length > LOOSE_MAX) return null;
  let expression: RegExp;
  try {
    expression = new RegExp(pattern, 'u');
  } catch {
    return null;
  }
  const words = message.split(/\s+/).slice(0, WORDS_MAX);
  const trimmed = words.map((word) => word.replace(/^["'«»(¿¡#]+|["'«»).,;:!?]+$/gu, '').slice(0, 64));
  return trimmed.find((word) => word.length > 1 && expression.exec(word)?.[0] === word) ?? null;
}
