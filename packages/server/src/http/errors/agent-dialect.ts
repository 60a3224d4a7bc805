import type { AppError, ErrorCode } from '@parley/protocol';
import { commonHeaders, publicMessage, type RenderedError } from './rendered-error.ts';

type Row = { readonly status: number; readonly code: string };

/** Status and code of each refusal in the Agent API. */
export const AGENT_ERRORS = {
  bad_request: { status: 400, code: 'BAD_REQUEST' },
  unauthenticated: { status: 401, code: 'PERMISSION_DENIED' },
  forbidden: { status: 403, code: 'FORBIDDEN' },
  insufficient_scope: { status: 403, code: 'INSUFFICIENT_SCOPE' },
  not_found: { status: 404, code: 'NOT_FOUND' },
  method_not_allowed: { status: 405, code: 'METHOD_NOT_ALLOWED' },
  conflict: { status: 409, code: 'CONFLICT' },
  payload_too_large: { status: 413, code: 'PAYLOAD_TOO_LARGE' },
  unsupported_media_type: { status: 415, code: 'UNSUPPORTED_MEDIA_TYPE' },
  validation_failed: { status: 422, code: 'VALIDATION_ERROR' },
  too_many_requests: { status: 429, code: 'TOO_MANY_REQUESTS' },
  not_implemented: { status: 501, code: 'NOT_IMPLEMENTED' },
  unavailable: { status: 503, code: 'SERVICE_UNAVAILABLE' },
  internal: { status: 500, code: 'UNKNOWN' },
} as const satisfies Record<ErrorCode, Row>;

type Entry = { message: string; code: string };

/** `{"errors":{"root":[{message,code}]}}`; problems of single fields stand beside `root`, by dotted path. */
export function renderAgentError(error: AppError, requestId: string): RenderedError {
  const { status, code } = AGENT_ERRORS[error.code];
  return {
    status,
    headers: { ...commonHeaders(error, requestId), ...(status === 401 ? { 'www-authenticate': 'Bearer' } : {}) },
    contentType: 'application/json; charset=utf-8',
    body: JSON.stringify({ errors: errorLists(error, code) }),
  };
}

function errorLists(error: AppError, code: string): Record<string, Entry[]> {
  // A Map, because a caller may name a field `__proto__`.
  const lists = new Map<string, Entry[]>([['root', [{ message: publicMessage(error), code }]]]);
  for (const { path, message } of error.details?.fields ?? []) {
    if (path === '' || path === 'root') continue;
    lists.set(path, [...(lists.get(path) ?? []), { message, code }]);
  }
  return Object.fromEntries(lists);
}
