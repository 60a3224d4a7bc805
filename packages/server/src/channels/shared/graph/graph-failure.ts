import type { SendFailure, Sent } from '../../../domain/channels/channel.ts';
import { OutsideError } from '../../../lib/outside-fetch.ts';
import type { GraphError } from './graph-client.ts';

/** What a code of Meta's means for sending; `afterMs` is waited where it tells no time of its own. */
export type Meaning = { readonly failure: SendFailure; readonly afterMs?: number };

type NotSent = Extract<Sent, { ok: false }>;

/** Why a call was not done, by what the platform's own table says of its code, else by codes that all have, else by status. */
export function notSent(error: GraphError, meaningOf: (error: GraphError) => Meaning | undefined): NotSent {
  const meaning = meaningOf(error) ?? COMMON.get(error.code) ?? byStatus(error);
  const afterMs = meaning.failure === 'retry' ? (error.afterMs ?? meaning.afterMs) : undefined;
  return { ok: false, failure: meaning.failure, detail: error.detail, ...(afterMs ? { afterMs } : {}) };
}

/** What became of a call that has no answer. Only what may have been read is unknown. */
export function notAnswered(thrown: unknown): NotSent {
  if (!(thrown instanceof OutsideError)) throw thrown;
  return { ok: false, failure: thrown.isUnknown ? 'unknown' : 'retry', detail: thrown.message };
}

/** A minute: limits of an app or an account are counted by the hour. */
const A_WHILE: Meaning = { failure: 'retry', afterMs: 60_000 };

// https://developers.facebook.com/docs/graph-api/guides/error-handling
const COMMON = new Map<number, Meaning>([
  [1, { failure: 'retry' }],
  [2, { failure: 'retry' }],
  [3, { failure: 'unauthorised' }],
  [4, A_WHILE],
  [10, { failure: 'unauthorised' }],
  [17, A_WHILE],
  [32, A_WHILE],
  [102, { failure: 'unauthorised' }],
  [190, { failure: 'unauthorised' }],
  [368, { failure: 'unauthorised' }],
  [613, A_WHILE],
]);

function byStatus({ status, code }: GraphError): Meaning {
  if (status === 401 || (code >= 200 && code < 300)) return { failure: 'unauthorised' };
  if (status === 429) return { failure: 'retry', afterMs: 5_000 };
  return { failure: status >= 500 ? 'retry' : 'refused' };
}
