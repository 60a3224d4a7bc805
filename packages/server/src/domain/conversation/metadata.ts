import { AppError, type FieldProblem, LIMITS } from '@parley/protocol';
import type { JsonObject } from '../../lib/json.ts';
import { isSameJson } from '../../lib/same-json.ts';
import { appendEvents, decide, draftOf } from './append.ts';
import type { Conversation, Decision } from './conversation.ts';

/** How the given metadata meets what is there: `merge` at the top level, where null removes a key; `replace` all. */
export type MetadataChange = { readonly mode: 'merge' | 'replace'; readonly metadata: JsonObject };

/** What the metadata becomes. Throws `validation_failed` when that is more than a conversation may carry. */
export function changedMetadata(current: JsonObject, { mode, metadata }: MetadataChange): JsonObject {
  const next = mode === 'replace' ? metadata : merged(current, metadata);
  const fields = limitProblems(next);
  if (fields.length === 0) return next;
  throw new AppError('validation_failed', fields.map(({ message }) => message).join(' '), { fields });
}

/** Sets the metadata and logs which keys changed; null when it says the same already. */
export function setMetadata(state: Conversation, metadata: JsonObject): Decision | null {
  const before = state.metadata;
  const changed = Object.keys(metadata).filter(
    (key) => !Object.hasOwn(before, key) || !isSameJson(before[key], metadata[key]),
  );
  const removed = Object.keys(before).filter((key) => !Object.hasOwn(metadata, key));
  if (changed.length === 0 && removed.length === 0) return null;
  const draft = draftOf({ ...state, metadata });
  appendEvents(draft, {
    type: 'conversation.metadata_set',
    data: { changed, removed, values: valuesOf(metadata, changed) },
  });
  return decide(draft);
}

const valuesOf = (metadata: JsonObject, keys: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(metadata).filter(([key]) => keys.includes(key)));

/** Through entries and not by assignment: a key may be called `__proto__`. */
function merged(current: JsonObject, patch: JsonObject): JsonObject {
  const kept = Object.entries(current).filter(([key]) => !Object.hasOwn(patch, key));
  const given = Object.entries(patch).filter(([, value]) => value !== null);
  return Object.fromEntries([...kept, ...given]);
}

function limitProblems(metadata: JsonObject): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const keys = Object.keys(metadata);
  const add = (message: string, path = 'metadata') => problems.push({ path, message });
  if (keys.length > LIMITS.metadataKeys) {
    add(`metadata would have ${keys.length} keys; at most ${LIMITS.metadataKeys} are possible.`);
  }
  const long = keys.find((key) => key.length > LIMITS.metadataKeyMax);
  if (long !== undefined) {
    add(`The key that begins with "${long.slice(0, 20)}" has more than ${LIMITS.metadataKeyMax} characters.`);
  }
  const bytes = new TextEncoder().encode(JSON.stringify(metadata)).byteLength;
  if (bytes > LIMITS.metadataMaxBytes) {
    add(`metadata would have ${bytes} bytes; at most ${LIMITS.metadataMaxBytes} are possible.`);
  }
  return problems;
}
