import type { AppError, ErrorCode } from '@parley/protocol';
import { commonHeaders, publicMessage, type RenderedError } from './rendered-error.ts';

/** Status of each refusal on `POST /chat`, where a request without valid credentials is a 400. */
export const CHAT_STATUSES = {
  bad_request: 400,
  unauthenticated: 400,
  forbidden: 403,
  insufficient_scope: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  payload_too_large: 413,
  unsupported_media_type: 415,
  validation_failed: 400,
  too_many_requests: 429,
  not_implemented: 501,
  unavailable: 503,
  internal: 500,
} as const satisfies Record<ErrorCode, number>;

/** A refusal as one plain sentence. */
export const renderChatError = (error: AppError, requestId: string): RenderedError => ({
  status: CHAT_STATUSES[error.code],
  headers: commonHeaders(error, requestId),
  contentType: 'text/plain; charset=utf-8',
  body: publicMessage(error),
});
