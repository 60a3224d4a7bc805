import { ApiError } from '@parley/sdk';

/** The sentence to show for what went wrong: the server's own where it gave one. */
export const problemOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Whether the same request may succeed a little later: the server was busy or away, not unwilling. */
export const isWorthAnotherTry = (error: unknown): boolean =>
  !(error instanceof ApiError) || error.status >= 500 || error.status === 429 || error.status === 0;

/** Whether the server refused because of who asks. */
export const isForbidden = (error: unknown): boolean => error instanceof ApiError && error.status === 403;

/** Whether what was asked for is not there, or not for this person. */
export const isMissing = (error: unknown): boolean => error instanceof ApiError && error.status === 404;

/** Whether somebody else was quicker: nothing was changed. */
export const isConflict = (error: unknown): boolean => error instanceof ApiError && error.status === 409;
