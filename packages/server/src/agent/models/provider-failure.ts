import { APICallError } from '@ai-sdk/provider';
import { AppError } from '@parley/protocol';

/** Why a call of a vendor's model failed, in our words. */
export type ProviderFailure = {
  readonly reason:
    | 'rate_limited'
    | 'refused'
    | 'tools_refused'
    | 'failed'
    | 'unreachable'
    | 'malformed'
    | 'stalled'
    | 'timed_out';
  readonly status: number | null;
  readonly retryable: boolean;
  /** How long the vendor asks to wait. */
  readonly retryAfterMs: number | null;
  /** The vendor error's class, for the log. */
  readonly errorName?: string;
};

/** An answer that arrived and is of no use: cut off, empty, or reported as failed in the stream. */
export class UnusableAnswer extends Error {
  override readonly name = 'UnusableAnswer';
}

/** Reads a vendor's error. `nowMs` resolves a Retry-After that is given as a date. */
export function describeFailure(error: unknown, nowMs: number): ProviderFailure {
  if (!APICallError.isInstance(error)) {
    const errorName = error instanceof Error ? error.name : typeof error;
    return { ...failure('malformed', null, true), errorName };
  }
  const status = error.statusCode ?? null;
  if (status === null) return failure('unreachable', null, true);
  const retryAfterMs = retryAfterOf(error.responseHeaders ?? {}, nowMs);
  if (status === 429) return { ...failure('rate_limited', status, true), retryAfterMs };
  if (status === 408 || status >= 500) return { ...failure('failed', status, true), retryAfterMs };
  // Servers of small local models answer so: "… does not support tools".
  if (status === 400 && /\btools?\b/i.test(error.responseBody ?? '')) return failure('tools_refused', status, false);
  if (status >= 400) return failure('refused', status, false);
  return failure('malformed', status, true);
}

export function failure(reason: ProviderFailure['reason'], status: number | null, retryable: boolean): ProviderFailure {
  return { reason, status, retryable, retryAfterMs: null };
}

/**
 * The refusal that leaves this folder. Its cause names the failure for the log; the vendor's own error stays behind,
 * because it holds the prompt, and some vendors repeat a part of the key.
 */
export function modelUnavailable(name: string, last: ProviderFailure, attempts: number): AppError {
  const status = last.status === null ? '' : `, HTTP ${last.status}`;
  const errorName = last.errorName === undefined ? '' : ` (${last.errorName})`;
  const cause = new Error(`${name}: ${last.reason}${status}${errorName}, attempts: ${attempts}`);
  const details = last.retryAfterMs === null ? undefined : { retryAfterSeconds: Math.ceil(last.retryAfterMs / 1_000) };
  return new AppError('unavailable', 'The language model cannot be reached. Please try again later.', details, cause);
}

function retryAfterOf(headers: { readonly [name: string]: string }, nowMs: number): number | null {
  const exact = Number(headers['retry-after-ms'] ?? Number.NaN);
  if (Number.isFinite(exact) && exact >= 0) return exact;
  const given = headers['retry-after']?.trim();
  if (given === undefined) return null;
  if (/^\d+(\.\d+)?$/.test(given)) return Number(given) * 1_000;
  // Date.parse reads nearly anything as some date, so only an HTTP date is let through to it.
  const ms = /^[a-z]{3},/i.test(given) ? Date.parse(given) - nowMs : Number.NaN;
  return Number.isFinite(ms) ? Math.max(0, ms) : null;
}
