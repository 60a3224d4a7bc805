import { createHash } from 'node:crypto';
import { AppError } from '@parley/protocol';
import type { FastifyRequest } from 'fastify';

/** Tells one state of a thing from another by what is shown of it, as an entity tag. */
export const versionOf = (shown: object): string =>
  `"${createHash('sha256').update(JSON.stringify(shown)).digest('base64url').slice(0, 22)}"`;

/**
 * Throws `conflict` for a request that says which version it changes (`If-Match`) where another is there. Without the
 * header, or with `*`, any version will do.
 */
export function requireVersion({ headers }: FastifyRequest, shown: object): void {
  const given = headers['if-match'];
  if (given === undefined || given.trim() === '*') return;
  const version = versionOf(shown);
  // Proxies that compress mark a tag as weak.
  if (given.split(',').some((tag) => tag.trim().replace(/^W\//, '') === version)) return;
  throw new AppError('conflict', 'Somebody else has changed this meanwhile: look at it again before you save.', {
    facts: { version },
  });
}
