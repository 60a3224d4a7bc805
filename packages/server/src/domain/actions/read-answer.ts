import type { Json } from '../../lib/json.ts';
import type { OutsideOutcome } from '../../lib/outside-client.ts';
import { storableJson } from '../../lib/storable-json.ts';
import { storableText } from '../../lib/storable-text.ts';

type Answered = Extract<OutsideOutcome, { type: 'answered' }>;

/** What a service has answered: JSON, a text that says so, or what cannot be read. */
export type ReadAnswer =
  | { readonly type: 'read'; readonly body: Json }
  | { readonly type: 'unreadable'; readonly message: string };

const DEPTH_MAX = 32;

/** Reads an answer as JSON. An empty one is null; a text by its own word (`text/plain`) is one. */
export function readAnswer({ headers, body }: Pick<Answered, 'headers' | 'body'>): ReadAnswer {
  const text = storableText(body.toString('utf8')).trim();
  if (text === '') return { type: 'read', body: null };
  const type = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (type !== '' && !isJson(type) && type !== 'text/plain') {
    return { type: 'unreadable', message: `The service answered with ${nameOf(type)} and not with JSON.` };
  }
  const parsed = parse(text);
  if (parsed === undefined) {
    if (type === 'text/plain') return { type: 'read', body: text };
    return { type: 'unreadable', message: 'The service answered with something that is no JSON.' };
  }
  if (isDeeper(parsed, DEPTH_MAX)) {
    return { type: 'unreadable', message: `The JSON of the service is more than ${DEPTH_MAX} levels deep.` };
  }
  return { type: 'read', body: parsed };
}

const isJson = (type: string): boolean => type === 'application/json' || type === 'text/json' || type.endsWith('+json');

/** As the service says it, unless that could be anything. */
const nameOf = (type: string): string =>
  /^[a-z0-9.+-]{1,40}\/[a-z0-9.+-]{1,60}$/.test(type) ? type : 'something else';

function parse(text: string): Json | undefined {
  try {
    // Escapes may bring what no database takes.
    return storableJson(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Whether a value has more levels than that. */
export function isDeeper(value: Json, max: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return max === 0 || Object.values(value).some((item) => isDeeper(item, max - 1));
}
