import type { AppError } from '@parley/protocol';
import { commonHeaders, publicMessage, type RenderedError } from './rendered-error.ts';
import { WORKSPACE_ERRORS } from './workspace-dialect.ts';

/** Of JSON-RPC's range for servers: whatever is refused before a message is read has this number. */
const REFUSED = -32_000;

/**
 * What `/mcp` refuses before it reads a message: the status of the Workspace API, and a JSON-RPC error that belongs to no
 * request. What a tool refuses is a result of the tool instead.
 */
export function renderMcpError(error: AppError, requestId: string): RenderedError {
  const { status, code } = WORKSPACE_ERRORS[error.code];
  const data = { error: error.details?.reason ?? code, request_id: requestId };
  return {
    status,
    headers: { ...commonHeaders(error, requestId), ...challenge(status) },
    contentType: 'application/json; charset=utf-8',
    body: JSON.stringify({
      jsonrpc: '2.0',
      error: { code: REFUSED, message: publicMessage(error), data },
      id: null,
    }),
  };
}

const challenge = (status: number): Record<string, string> =>
  status === 401 ? { 'www-authenticate': 'Bearer realm="parley"' } : {};
