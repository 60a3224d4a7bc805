/** Every refusal that Parley knows; each HTTP dialect maps each code to its own status and words. */
export const ERROR_CODES = [
  'bad_request',
  'unauthenticated',
  'forbidden',
  'insufficient_scope',
  'not_found',
  'method_not_allowed',
  'conflict',
  'payload_too_large',
  'unsupported_media_type',
  'validation_failed',
  'too_many_requests',
  'not_implemented',
  'unavailable',
  'internal',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** What is wrong with which part of the input: `path` in dotted form (`metadata.plan`), '' for the whole. */
export type FieldProblem = { readonly path: string; readonly message: string };

/** Further facts of a refusal. `fields` feeds the Agent API's per-field errors; `retryAfterSeconds` the header. */
export type ErrorDetails = {
  readonly fields?: readonly FieldProblem[];
  readonly retryAfterSeconds?: number;
  /** A finer code than the refusal's own, which the flat dialect tells (`api_key_paused`). */
  readonly reason?: string;
  /** Numbers and names that the message tells, for programs: the flat dialect gives them as `details`. */
  readonly facts?: Readonly<Record<string, string | number | object>>;
  readonly [key: string]: unknown;
};

/** The one error class: a refusal with a code that the edge translates. `message` is shown to callers. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails | undefined;

  constructor(code: ErrorCode, message: string, details?: ErrorDetails, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'AppError';
    this.code = code;
    this.details = details;
  }
}
