import type { Conversation, PendingTurn } from '../domain/conversation/conversation.ts';
import { isJsonObject, type Json } from '../lib/json.ts';

type Call = {
  readonly conversation: Pick<Conversation, 'id'>;
  /** By the message that it answers: a turn that is begun again elsewhere has another id. */
  readonly turn: Pick<PendingTurn, 'ord'>;
  readonly actionId: string;
  readonly arguments: Json;
  /** Which one among calls of the turn that are the same, from 0. */
  readonly nth: number;
};

/**
 * The key by which a service knows a call again: the same for the same call of a turn, also when the turn is begun again
 * on another node.
 */
export async function keyOfCall({ conversation, turn, actionId, arguments: given, nth }: Call): Promise<string> {
  const text = `${conversation.id} ${turn.ord} ${nth} ${sameCall(actionId, given)}`;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return Array.from(digest.subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A call as a text, the same for all that ask the same. */
export const sameCall = (actionId: string, given: Json): string => `${actionId} ${JSON.stringify(sorted(given))}`;

/** With keys in one order: models write them in any. */
function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]));
}
