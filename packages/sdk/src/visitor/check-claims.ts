import {
  CHAT_TEXT_MAX,
  CLIENT_METADATA_KEY_MAX,
  CLIENT_METADATA_KEYS,
  CLIENT_METADATA_VALUE_MAX,
  METADATA_KEY_MAX,
  METADATA_KEYS,
  METADATA_MAX_BYTES,
  PAGE_CONTEXT_MAX,
} from '@parley/protocol';
import { plainJson } from './plain-json.ts';
import type { Scalar, VisitorDetails, VisitorMessageInput } from './visitor-client.ts';
import type { PageMetadata } from './visitor-core.ts';

// What pages hand over may be anything. Each function gives it as it will be sent, or throws a TypeError with a sentence for
// the developer: the server would refuse a visitor's message for what came with it. Every site carries this: one sentence a kind.

/** A message: 1 to 8,000 characters, or files without words. */
export function checkMessage(message: VisitorMessageInput): VisitorMessageInput {
  const { text, files = [] } = message;
  const isGood = isText(text, CHAT_TEXT_MAX) && (text.trim() !== '' || files.length > 0);
  if (!isGood) throw wrong('A message', `1 to ${CHAT_TEXT_MAX} characters, or files`);
  return { ...message, text: storable(text) };
}

/** Values that go with every message, or null for none. */
export function checkClientMetadata(values: unknown): Readonly<Record<string, Scalar>> | null {
  if (values === null) return null;
  const pairs = isObject(values) ? Object.entries(values) : [];
  if (!isObject(values) || pairs.length > CLIENT_METADATA_KEYS) {
    throw wrong('Client metadata', `null, or an object of at most ${CLIENT_METADATA_KEYS} keys`);
  }
  return Object.fromEntries(pairs.map(([key, value]) => [clientKey(key), clientValue(key, value)]));
}

function clientKey(key: string): string {
  if (isText(key, CLIENT_METADATA_KEY_MAX)) return storable(key);
  throw wrong('A key of client metadata', upTo(CLIENT_METADATA_KEY_MAX));
}

function clientValue(key: string, value: unknown): Scalar {
  if (value === null || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value)))
    return value;
  if (isText(value, CLIENT_METADATA_VALUE_MAX)) return storable(value);
  throw wrong(`Client metadata "${key}"`, `${upTo(CLIENT_METADATA_VALUE_MAX)}, a number, a boolean or null`);
}

/** Metadata of a conversation; also a copy: what the page changes afterwards is not said. */
export function checkMetadata(metadata: unknown): PageMetadata {
  const json = isObject(metadata) ? jsonOf(metadata) : null;
  const keys = isObject(metadata) ? Object.keys(metadata) : [];
  const isFit = keys.length <= METADATA_KEYS && keys.every((key) => isText(key, METADATA_KEY_MAX));
  if (json === null || json.length > METADATA_MAX_BYTES || !isFit) {
    const most = `${METADATA_KEYS} keys of ${METADATA_KEY_MAX} characters and ${METADATA_MAX_BYTES / 1024} KB`;
    throw wrong('Metadata', `an object that JSON can carry, such as {plan: "pro"}, of at most ${most}`);
  }
  const copy: PageMetadata = JSON.parse(json);
  return copy;
}

function jsonOf(metadata: object): string | null {
  try {
    return plainJson(metadata).replace(UNSTORABLE_IN_JSON, '$1\ufffd');
  } catch {
    return null;
  }
}

const DETAILS: Readonly<Record<string, number>> = { name: 200, email: 320, phone: 50, label: 200 };

/** Who the visitor says to be: an empty text says nothing, and removes what was said. */
export function checkDetails(details: unknown): VisitorDetails {
  if (!isObject(details)) throw wrong('A visitor', 'an object of name, email, phone and label');
  return Object.fromEntries(
    Object.entries(details).flatMap(([key, value]) => (value === undefined ? [] : [[key, detail(key, value)]])),
  );
}

function detail(key: string, value: unknown): string | null {
  const most = Object.hasOwn(DETAILS, key) ? (DETAILS[key] ?? 0) : 0;
  if (most === 0) throw new TypeError(`A visitor has name, email, phone and label, and no ${key}.`);
  if (value !== null && !isText(value, most)) throw wrong(`The visitor's ${key}`, `${upTo(most)}, or null`);
  const text = storable(value?.trim() ?? '');
  if (key === 'email' && text !== '' && !/^\S+@\S+$/.test(text))
    throw wrong("The visitor's email", 'an e-mail address');
  return text || null;
}

/** What the page is about, in words; null for nothing. */
export function checkContext(context: unknown): string | null {
  if (context === null) return null;
  if (isText(context, PAGE_CONTEXT_MAX)) return storable(context);
  throw wrong('A context', `${upTo(PAGE_CONTEXT_MAX)}, or null`);
}

/** A language code, also as systems write it: `de_AT` is `de-AT`. */
export function checkLanguage(language: unknown): string {
  const tag = String(language).trim().replaceAll('_', '-');
  if (/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(tag)) return tag;
  throw wrong('A language', `a code such as "de" or "de-AT", not "${tag}"`);
}

/** A JWT in its compact form; null signs the visitor out. */
export function checkIdentity(jwt: unknown): string | null {
  if (jwt === null || (typeof jwt === 'string' && /^[\w-]+\.[\w-]+\.[\w-]+$/.test(jwt))) return jwt;
  throw wrong('An identity', 'a JWT that your backend has signed, or null');
}

const wrong = (what: string, must: string): TypeError => new TypeError(`${what} must be ${must}.`);
const upTo = (most: number): string => `a text of at most ${most} characters`;
const isText = (value: unknown, most: number): value is string => typeof value === 'string' && value.length <= most;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Without what no database of the server can keep: NUL, and halves of pairs (a text that was cut within an emoji). */
const storable = (text: string): string => text.replace(/[\0\ud800-\udfff]/gu, '\ufffd');
/** The same in JSON, which writes both as escapes; an escape that is itself escaped is text. */
const UNSTORABLE_IN_JSON = /((?:^|[^\\])(?:\\\\)*)\\u(?:0000|d[89a-f]..)/g;
