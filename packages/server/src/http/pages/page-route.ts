import { AppError } from '@parley/protocol';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type SignedIn, whoIs } from '../../identity/sessions.ts';
import type { Visit } from '../../identity/visit.ts';
import { requireSameOrigin } from '../auth/same-origin.ts';
import { visitOf } from '../auth/sessions.ts';
import type { HttpDeps } from '../deps.ts';
import { publicHost } from '../public-host.ts';
import { documentOf, type Page, pagePolicy } from './layout.ts';
import { readUpload, type Upload } from './read-upload.ts';

/** What a page's handler gets of the request. Fields are texts: one that is missing is ''. */
export type PageCall = {
  readonly visit: Visit;
  /** Where browsers reach us, without a slash at the end. */
  readonly host: string;
  readonly form: (name: string) => string;
  readonly query: (name: string) => string;
  readonly param: (name: string) => string;
  /** The file of a form that sends one; the route's scope reads such forms. */
  readonly upload: () => Promise<Upload>;
};

/** What it answers; `cookies` are set as they stand. */
export type PageAnswer = { readonly cookies?: readonly string[] } & (
  | ({ readonly status?: number; readonly retryAfterSeconds?: number } & Page)
  | { readonly redirect: string }
);

type Door = { readonly method: 'GET' | 'POST'; readonly url: string };

/** Adds a page of ours: HTML that works without scripts. A POST of another site is refused. */
export function pageRoute(
  app: FastifyInstance,
  deps: HttpDeps,
  { method, url }: Door,
  answer: (call: PageCall) => Promise<PageAnswer>,
): void {
  app.route({
    method,
    url,
    async onRequest(request) {
      requireSameOrigin(request, deps.baseUrl());
    },
    async handler(request, reply) {
      return sendPage(reply, await answer(callOf(deps, request)));
    },
  });
}

/** The same for somebody who is signed in; others are asked to sign in first. */
export function ownPageRoute(
  app: FastifyInstance,
  deps: HttpDeps,
  door: Door,
  answer: (call: PageCall & { readonly person: SignedIn }) => Promise<PageAnswer>,
): void {
  pageRoute(app, deps, door, async (call) => {
    const person = await whoIs(deps.identity, call.visit);
    if (person) return answer({ ...call, person });
    const next = door.method === 'GET' ? `?next=${encodeURIComponent(pathOf(door.url, call))}` : '';
    return { redirect: `/sign-in${next}` };
  });
}

/** Sends a page or sends the browser on. */
export function sendPage(reply: FastifyReply, answer: PageAnswer): FastifyReply {
  reply.headers({ 'cache-control': 'no-store', 'referrer-policy': 'same-origin' });
  for (const cookie of answer.cookies ?? []) reply.header('set-cookie', cookie);
  // 303: what was posted is not posted again.
  if ('redirect' in answer) return reply.redirect(answer.redirect, 303);
  const { status = 200, retryAfterSeconds, ...page } = answer;
  if (retryAfterSeconds) reply.header('retry-after', String(retryAfterSeconds));
  const document = documentOf(page);
  return reply
    .code(status)
    .header('content-security-policy', pagePolicy(document))
    .type('text/html; charset=utf-8')
    .send(document);
}

const NEXT_MAX = 2_000;
/** One slash and a name, no two slashes in a row; then whatever a query may hold, but no backslash: browsers read it as a slash. */
const NEXT = /^\/(?!sign-(?:in|out)\b)[a-z](?:[\w\-.~%]|\/(?!\/))*(?:\?[!-[\]-~]*)?$/i;

/** Where to go after signing in: a path of ours with its query, so that a link cannot send people elsewhere. */
export const nextPath = (given: string): string => (given.length <= NEXT_MAX && NEXT.test(given) ? given : '/inbox');

function texts(source: unknown): (name: string) => string {
  const record = (source ?? {}) as Readonly<Record<string, unknown>>;
  return (name) => {
    const value = record[name];
    if (value === undefined) return '';
    if (typeof value !== 'string') throw new AppError('bad_request', `${name} was sent twice.`);
    return value;
  };
}

const callOf = (deps: HttpDeps, request: FastifyRequest): PageCall => ({
  visit: visitOf(request),
  host: publicHost(deps, request),
  form: texts(request.body),
  query: texts(request.query),
  param: texts(request.params),
  upload: () => readUpload(request),
});

const pathOf = (url: string, { param }: PageCall): string =>
  url.replaceAll(/:(\w+)/g, (_, name: string) => param(name));
