import { createHash } from 'node:crypto';
import { AppError } from '@parley/protocol';
import type { FastifyRequest } from 'fastify';

const KEY_MAX = 255;

/** The request's `Idempotency-Key`, null without one. Throws `bad_request` for one that is too long or empty. */
export function idempotencyKey({ headers }: FastifyRequest): string | null {
  const given = headers['idempotency-key'];
  if (given === undefined) return null;
  const key = String(given).trim();
  if (key === '' || key.length > KEY_MAX) {
    throw new AppError('bad_request', `The header Idempotency-Key must have 1 to ${KEY_MAX} characters.`);
  }
  return key;
}

/** What tells one body from another. */
export const bodyHash = (body: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(body ?? null))
    .digest('base64');
