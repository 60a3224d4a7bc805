import type { ErrorCode } from '@parley/protocol';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { HttpDeps } from '../../deps.ts';
import { toAppError } from '../../errors/to-app-error.ts';
import { WORKSPACE_ERRORS } from '../../errors/workspace-dialect.ts';
import { sendPlainPage } from './send-page.ts';

const TITLES: Partial<Record<ErrorCode, string>> = {
  not_found: 'There is nothing here',
  unavailable: 'Nobody is here at the moment',
  too_many_requests: 'One moment, please',
};

/** Tells visitors of a refusal on a page; what is no fault of theirs is logged. */
export function sendVisitorError(
  deps: HttpDeps,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const refusal = toAppError(error);
  const { status } = WORKSPACE_ERRORS[refusal.code];
  if (status >= 500 && refusal.code !== 'unavailable') {
    deps.logger.error({ err: error, request_id: request.id }, 'a page for visitors failed');
  }
  const seconds = refusal.details?.retryAfterSeconds;
  if (seconds !== undefined) reply.header('retry-after', String(seconds));
  const text = status >= 500 && refusal.code !== 'unavailable' ? 'Please try again in a moment.' : refusal.message;
  return sendPlainPage(reply, { status, title: TITLES[refusal.code] ?? 'That did not work', text });
}
