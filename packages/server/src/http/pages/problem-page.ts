import type { ErrorCode } from '@parley/protocol';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { HttpDeps } from '../deps.ts';
import { toAppError } from '../errors/to-app-error.ts';
import { renderWorkspaceError } from '../errors/workspace-dialect.ts';
import { html } from './html.ts';
import { sendPage } from './page-route.ts';

const TITLES: Partial<Record<ErrorCode, string>> = {
  not_found: 'Page not found',
  method_not_allowed: 'This address is not a page',
};
const WORDS: Partial<Record<ErrorCode, string>> = {
  method_not_allowed: 'Forms send to it, but it cannot be opened by itself.',
  internal: 'Something went wrong on our side. Try again.',
};

/** Tells somebody at a browser of a refusal, on a page of ours. A fault of ours is logged once, with the request's id. */
export function sendProblemPage(
  deps: Pick<HttpDeps, 'log'>,
  thrown: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const error = toAppError(thrown);
  if (error.code === 'internal') deps.log.error({ err: thrown, request_id: request.id }, 'request failed');
  const { status } = renderWorkspaceError(error, request.id);
  const title = TITLES[error.code];
  const words = WORDS[error.code] ?? error.message;
  const way = html`<p><a href="/">Go to the start page</a></p>`;
  // Where nothing is, nothing went wrong.
  if (title) return sendPage(reply, { status, title, body: html`<p>${words}</p>${way}` });
  const body = html`${way}<p class="soft"><small>Request ${request.id}</small></p>`;
  return sendPage(reply, { status, title: 'This did not work', problem: words, body });
}

/** What programs call: they are answered in their own form, whoever looks at it. */
const FOR_PROGRAMS = /^\/(chat|v1|inbox\/api|widget|widget\.js|openapi\.json|healthz|readyz|metrics)([/?#]|$)/;

/** Whether a request is a browser's that goes to another page; a script's, an image's or a program's is not. */
export const isNavigation = ({ method, url, headers }: FastifyRequest): boolean =>
  (method === 'GET' || method === 'HEAD') && /\btext\/html\b/i.test(headers.accept ?? '') && !FOR_PROGRAMS.test(url);
