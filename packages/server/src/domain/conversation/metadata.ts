import { type Actor, AppError, type FieldProblem, LIMITS } from '@parley/protocol';
import type { JsonObject } from '../../lib/json.ts';
import { isSameJson } from '../../lib/same-json.ts';
import { appendEvents, type Draft, decide, draftOf } from './append.ts';
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

/** Metadata, and which of its keys nobody vouches for. */
export type MetadataState = Pick<Conversation, 'metadata' | 'unverifiedKeys'>;

/** What the metadata becomes by somebody who may vouch for it: the API, or a site's signature. Throws as above. */
export function vouchedMetadata(current: MetadataState, change: MetadataChange): MetadataState {
  const metadata = changedMetadata(current.metadata, change);
  const unverifiedKeys = current.unverifiedKeys.filter(
    (key) => change.mode === 'merge' && !Object.hasOwn(change.metadata, key) && Object.hasOwn(metadata, key),
  );
  return { metadata, unverifiedKeys };
}

/**
 * What the metadata becomes by a browser, whose word nobody vouches for. Throws `conflict` (`metadata_is_verified`) for
 * keys that the API or a signature has set, unless they say what holds already, and as above.
 */
export function claimedMetadata(current: MetadataState, claimed: JsonObject): MetadataState {
  const isVouched = (key: string) => Object.hasOwn(current.metadata, key) && !current.unverifiedKeys.includes(key);
  const kept = Object.keys(claimed).filter((key) => isVouched(key) && !isSameJson(current.metadata[key], claimed[key]));
  if (kept.length > 0) {
    const names = kept.slice(0, 5).join(', ').slice(0, 200);
    const message = `A browser cannot change what the API or a signed identity has set: ${names}. Nothing is stored.`;
    throw new AppError('conflict', message, { reason: 'metadata_is_verified' });
  }
  const metadata = changedMetadata(current.metadata, { mode: 'merge', metadata: claimed });
  const given = Object.keys(claimed).filter((key) => Object.hasOwn(metadata, key) && !isVouched(key));
  const before = current.unverifiedKeys.filter((key) => Object.hasOwn(metadata, key));
  return { metadata, unverifiedKeys: [...new Set([...before, ...given])] };
}

/**
 * Sets the metadata and logs which keys changed, or were vouched for since; null when it says the same already. `by` is
 * somebody of the team who has set it by hand.
 */
export function setMetadata(state: Conversation, to: MetadataState, by?: Actor): Decision | null {
  const draft = draftOf(state);
  applyMetadata(draft, to, by);
  return draft.events.length === 0 ? null : decide(draft);
}

/** The same within a larger decision. */
export function applyMetadata(draft: Draft, { metadata, unverifiedKeys }: MetadataState, by?: Actor): void {
  const { metadata: before, unverifiedKeys: unverified } = draft.state;
  const changed = Object.keys(metadata).filter(
    (key) =>
      !Object.hasOwn(before, key) ||
      !isSameJson(before[key], metadata[key]) ||
      unverified.includes(key) !== unverifiedKeys.includes(key),
  );
  const removed = Object.keys(before).filter((key) => !Object.hasOwn(metadata, key));
  if (changed.length === 0 && removed.length === 0) return;
  draft.state = { ...draft.state, metadata, unverifiedKeys };
  const claimed = changed.filter((key) => unverifiedKeys.includes(key));
  appendEvents(draft, {
    type: 'conversation.metadata_set',
    data: {
      changed,
      removed,
      values: valuesOf(metadata, changed),
      ...(claimed.length > 0 ? { unverified: claimed } : {}),
      ...(by ? { by } : {}),
    },
  });
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
