import type { AppError, ErrorCode, FieldProblem } from '@parley/protocol';
import { commonHeaders, publicMessage, type RenderedError } from './rendered-error.ts';

type Row = { readonly status: number; readonly code: string };

/** Status and code of each refusal in the Workspace API; `details.reason` tells a finer code. */
export const WORKSPACE_ERRORS = {
  bad_request: { status: 400, code: 'bad_request' },
  unauthenticated: { status: 401, code: 'invalid_api_key' },
  forbidden: { status: 403, code: 'forbidden' },
  insufficient_scope: { status: 403, code: 'forbidden' },
  not_found: { status: 404, code: 'not_found' },
  method_not_allowed: { status: 405, code: 'method_not_allowed' },
  conflict: { status: 409, code: 'conflict' },
  payload_too_large: { status: 413, code: 'payload_too_large' },
  unsupported_media_type: { status: 415, code: 'unsupported_media_type' },
  validation_failed: { status: 400, code: 'invalid_payload' },
  too_many_requests: { status: 429, code: 'rate_limited' },
  not_implemented: { status: 501, code: 'not_implemented' },
  unavailable: { status: 503, code: 'unavailable' },
  internal: { status: 500, code: 'internal_error' },
} as const satisfies Record<ErrorCode, Row>;

/** Finer codes that a refusal may give as its reason. */
export const WORKSPACE_REASONS = [
  'missing_api_key',
  'invalid_api_key',
  'api_key_revoked',
  'api_key_expired',
  'api_key_paused',
  'not_signed_in',
  'invalid_query',
  'invalid_payload',
  'idempotency_conflict',
  'changed_meanwhile',
  'too_many_exports',
  'metadata_refused',
  'template_not_possible',
  'unknown_template',
] as const;
export type WorkspaceReason = (typeof WORKSPACE_REASONS)[number];

/** A finer code may have a status of its own: the request was well formed, and its values were not taken. */
const STATUS_OF_REASON: { readonly [reason: string]: number } = { metadata_refused: 422 } satisfies {
  readonly [reason in WorkspaceReason]?: number;
};

/** Flat: `error`, `message`, `request_id`, and `details` where fields are wrong or there are facts to tell. */
export function renderWorkspaceError(error: AppError, requestId: string): RenderedError {
  const { status: usual, code } = WORKSPACE_ERRORS[error.code];
  const status = STATUS_OF_REASON[error.details?.reason ?? ''] ?? usual;
  const body = {
    error: error.details?.reason ?? code,
    message: publicMessage(error),
    request_id: requestId,
    ...detailsOf(error),
  };
  return {
    status,
    headers: { ...commonHeaders(error, requestId), ...(status === 401 ? { 'www-authenticate': 'Bearer' } : {}) },
    contentType: 'application/json; charset=utf-8',
    body: JSON.stringify(body),
  };
}

function detailsOf({ code, details }: AppError): { readonly details?: object } {
  if (code === 'validation_failed') return { details: problems(details?.fields ?? []) };
  return details?.facts ? { details: details.facts } : {};
}

function problems(fields: readonly FieldProblem[]): { formErrors: string[]; fieldErrors: Record<string, string[]> } {
  // A Map, because a caller may name a field `__proto__`.
  const byField = Map.groupBy(fields, ({ path }) => path);
  const formErrors = (byField.get('') ?? []).map(({ message }) => message);
  byField.delete('');
  const fieldErrors = [...byField].map(([path, list]) => [path, list.map(({ message }) => message)] as const);
  return { formErrors, fieldErrors: Object.fromEntries(fieldErrors) };
}
