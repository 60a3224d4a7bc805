import type { AppError } from '@parley/protocol';

/** A refusal as one dialect writes it. */
export type RenderedError = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly contentType: string;
  readonly body: string;
};

/** Turns a refusal into an answer; one per surface. */
export type ErrorDialect = (error: AppError, requestId: string) => RenderedError;

/** Headers that every dialect sends: the request's id for the log, and when to try again. */
export function commonHeaders(error: AppError, requestId: string): Record<string, string> {
  const seconds = error.details?.retryAfterSeconds;
  return {
    'x-request-id': requestId,
    ...(seconds === undefined ? {} : { 'retry-after': String(Math.max(1, Math.ceil(seconds))) }),
  };
}

/** What callers may read: the words of a fault of ours could hold anything, so they get fixed ones. */
export const publicMessage = (error: AppError): string =>
  error.code === 'internal' ? 'Something went wrong on our side.' : error.message;
