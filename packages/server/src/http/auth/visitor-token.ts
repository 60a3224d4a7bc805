import { AppError } from '@parley/protocol';
import type { FastifyRequest } from 'fastify';
import { readSession, VISITOR_TOKEN, type VisitorSession } from '../../domain/visitor/visitor-session.ts';
import type { HttpDeps } from '../deps.ts';

/** The session of a token; null when it is none of ours, was changed, or is over. */
export const openSession = ({ links }: Pick<HttpDeps, 'links'>, token: string): VisitorSession | null =>
  readSession(links.open(VISITOR_TOKEN, token));

/** The session of a request's bearer token. Throws `unauthenticated`. */
export function visitorSession({ links }: Pick<HttpDeps, 'links'>, { headers }: FastifyRequest): VisitorSession {
  const [, token = ''] = /^Bearer\s+(\S+)$/i.exec(headers.authorization ?? '') ?? [];
  const session = openSession({ links }, token);
  if (session) return session;
  throw new AppError('unauthenticated', 'The session of this visitor is not valid, or is over.', {
    reason: 'invalid_session',
  });
}
