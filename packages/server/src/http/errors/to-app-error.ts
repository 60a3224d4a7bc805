import { AppError, type ErrorCode } from '@parley/protocol';

const BY_STATUS: Readonly<Record<number, ErrorCode>> = {
  400: 'bad_request',
  404: 'not_found',
  405: 'method_not_allowed',
  // What the multipart reader says to a body that is no form.
  406: 'unsupported_media_type',
  413: 'payload_too_large',
  415: 'unsupported_media_type',
  429: 'too_many_requests',
  503: 'unavailable',
};

/** Fastify's words for what callers did wrong are technical; these name it. */
const WORDS: Readonly<Record<string, string>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: 'The body is not valid JSON.',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'The body is empty, but its type says JSON.',
  FST_ERR_CTP_BODY_TOO_LARGE: 'The body is too large.',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'The Content-Type is not supported; send application/json.',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'The body is not as long as its Content-Length says.',
  FST_REQ_FILE_TOO_LARGE: 'The file is too large.',
  FST_INVALID_MULTIPART_CONTENT_TYPE: 'The Content-Type is not supported; send multipart/form-data.',
  FST_MP_PREMATURE_CLOSE: 'The form ended before it was complete.',
  FST_ERR_BAD_URL: 'The address is not a valid URL.',
  FST_ERR_MAX_PARAM_LENGTH: 'A part of the address is too long.',
};

/** Any thrown value as a refusal. What is not ours and not the caller's fault becomes `internal`, with its cause kept. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  const { statusCode = 500, code = '', message = '' } = (thrown ?? {}) as Partial<Faulty>;
  const known = BY_STATUS[statusCode] ?? (statusCode >= 400 && statusCode < 500 ? 'bad_request' : 'internal');
  return new AppError(known, WORDS[code] ?? message, undefined, thrown);
}

type Faulty = { readonly statusCode: number; readonly code: string; readonly message: string };
