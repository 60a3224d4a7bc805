import { createHash } from 'node:crypto';
import { AppError } from '@parley/protocol';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { carryOutOnce, type GivenAnswer } from '../commands/carry-out-once.ts';
import type { Principal } from '../domain/people/principal.ts';
import type { Tx } from '../store/schema.ts';
import type { HttpDeps } from './deps.ts';
import { renderWorkspaceError } from './errors/workspace-dialect.ts';
import { bodyHash, idempotencyKey } from './idempotency-key.ts';
import { wantsStream } from './open-stream.ts';
import { TAKEN_OVER } from './taken-over.ts';

/**
 * Keeps the answer to a POST in the transaction that makes it true, so that a crash right after the commit cannot make
 * it happen twice. Does nothing without an `Idempotency-Key`. The reply's status must be set before.
 */
export type KeepAnswer<Answer> = (tx: Tx, answer: Answer) => Promise<void>;

type Work<Answer> = (keepAnswer: KeepAnswer<Answer>) => Promise<Answer>;

/** Does a request's work and answers it; a POST with an `Idempotency-Key` once for all requests with this key. */
export async function carryOut<Answer>(
  deps: HttpDeps,
  { principal, request, reply }: { principal: Principal; request: FastifyRequest; reply: FastifyReply },
  work: Work<Answer>,
): Promise<FastifyReply | undefined> {
  const key = request.method === 'POST' && canBeKept(request) ? idempotencyKey(request) : null;
  if (key === null) {
    const given = await work(async () => {});
    return given === TAKEN_OVER ? undefined : reply.send(given);
  }
  const answer = await carryOutOnce(deps, {
    key: { scope: scopeOf(principal, request), key },
    requestHash: bodyHash(request.body),
    about: conversationOf(request),
    async run(keep) {
      const write = (given: Answer): GivenAnswer => ({ status: reply.statusCode, body: JSON.stringify(given) });
      try {
        return write(await work((tx, given) => keep(tx, write(given))));
      } catch (error) {
        return refusalOf(error, request.id);
      }
    },
  });
  if (answer.isReplay) reply.header('idempotent-replayed', 'true');
  return reply.code(answer.status).type('application/json; charset=utf-8').send(answer.body);
}

/**
 * What a form holds is not known before it is read: who sends one again has sent another. And of a stream there is no
 * answer to keep.
 */
const canBeKept = (request: FastifyRequest): boolean =>
  !(request.headers['content-type']?.startsWith('multipart/form-data') ?? false) && !wantsStream(request, {});

/** A refusal is an answer too, and is replayed. Throws what may be tried again: limits and faults of ours. */
function refusalOf(error: unknown, requestId: string): GivenAnswer {
  if (!(error instanceof AppError)) throw error;
  const { status, body } = renderWorkspaceError(error, requestId);
  if (status === 429 || status >= 500 || error.details?.retryAfterSeconds !== undefined) throw error;
  return { status, body };
}

/** Whose key it is, and for what: a digest, since an address may be long. */
function scopeOf(principal: Principal, { method, url }: FastifyRequest): string {
  const path = url.replace(/\?.*$/, '').replace(/\/$/, '');
  const caller = principal.type === 'key' ? principal.keyId : principal.userId;
  return createHash('sha256').update(`${principal.type}:${caller}:${method} ${path}`).digest('base64');
}

/** `…/conversations/{id}/…` */
const CONVERSATION = /\/conversations\/([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})\/(?!erase-visitor\b)/i;

/**
 * The conversation whose talk the answer may hold. Of an erasure it holds none: that answer stays, so that a request which
 * is repeated is told that it was done.
 */
const conversationOf = ({ url }: FastifyRequest): string | null => CONVERSATION.exec(url)?.[1]?.toLowerCase() ?? null;
