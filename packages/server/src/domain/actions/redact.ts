import { isJsonObject, type Json } from '../../lib/json.ts';

/** Blots secrets out of what is shown, kept or told to a model. */
export type Redactor = { text(text: string): string; json(value: Json): Json };

/** Less than this of a secret is found in other words too. */
const PIECE_MIN = 6;

/**
 * Replaces each secret by `{{secret.<name>}}`, as it is and in the forms in which services echo what they were sent:
 * percent-encoded, JSON- and HTML-escaped, in base64 at any place, decoded from base64, and in hexadecimal.
 */
export function createRedactor(secrets: ReadonlyMap<string, string>): Redactor {
  const forms = new Map<string, string>();
  for (const [name, value] of secrets) {
    for (const form of formsOf(value)) if (form.length >= PIECE_MIN) forms.set(form.toLowerCase(), name);
  }
  if (forms.size === 0) return { text: (text) => text, json: (value) => value };
  // The longest first: a form may hold another.
  const longest = [...forms.keys()].sort((a, b) => b.length - a.length);
  const pattern = new RegExp(longest.map((form) => form.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&')).join('|'), 'giu');
  const text = (given: string): string =>
    given.replaceAll(pattern, (found) => `{{secret.${forms.get(found.toLowerCase()) ?? 'hidden'}}}`);
  const json = (value: Json): Json => {
    if (typeof value === 'string') return text(value);
    if (typeof value === 'number') return text(String(value)) === String(value) ? value : text(String(value));
    if (Array.isArray(value)) return value.map(json);
    if (!isJsonObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [text(key), json(item)]));
  };
  return { text, json };
}

function formsOf(value: string): string[] {
  const encoded = encodeURIComponent(value);
  const bytes = Buffer.from(value);
  const base64 = [0, 1, 2].map((offset) => base64Inside(bytes, offset));
  return [
    value,
    encoded,
    encoded.replaceAll('%20', '+'),
    encoded.replaceAll(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`),
    JSON.stringify(value).slice(1, -1),
    JSON.stringify(value).slice(1, -1).replaceAll('/', '\\/'),
    value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'),
    ...base64,
    ...base64.map((form) => form.replaceAll('+', '-').replaceAll('/', '_')),
    ...base64.map(encodeURIComponent),
    bytes.toString('hex'),
    ...decodedForms(value),
  ];
}

/** The part of the base64 of any text with these bytes that depends on them alone; `offset` is their place modulo 3. */
function base64Inside(bytes: Buffer, offset: number): string {
  const whole = Buffer.concat([Buffer.alloc(offset), bytes]);
  const text = whole.toString('base64').replaceAll('=', '');
  const before = offset === 0 ? 0 : offset + 1;
  const after = whole.length % 3 === 0 ? 0 : 1;
  return text.slice(before, text.length - after);
}

/** A secret such as that of Basic authentication is often the base64 of what is really secret. */
function decodedForms(value: string): string[] {
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(value)) return [];
  const decoded = Buffer.from(value, 'base64').toString('utf8');
  return /^[\u0020-\u007e]+$/.test(decoded) ? [decoded, decoded.slice(decoded.indexOf(':') + 1)] : [];
}
