import { AppError } from '@parley/protocol';
import type { FastifyRequest } from 'fastify';
import type { Identity } from '../../identity/identity.ts';
import { type SignedIn, whoIs } from '../../identity/sessions.ts';
import type { Visit } from '../../identity/visit.ts';
import { findRole } from '../../store/people/find-role.ts';
import type { Sessions } from '../deps.ts';
import { requireSameOrigin } from './same-origin.ts';

const UUID = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i;

/** Sessions as routes ask for them. Session and role are read anew for each request: who was removed is out at once. */
export function createSessions(identity: Identity): Sessions {
  return {
    async principalOf(request, workspaceId) {
      const { userId } = await personOf(identity, request);
      const role = UUID.test(workspaceId) ? await findRole(identity.database.named, workspaceId, userId) : null;
      if (!role) throw new AppError('not_found', 'There is no such workspace.');
      return { type: 'user', workspaceId: workspaceId.toLowerCase(), userId, role };
    },
  };
}

/**
 * Who is signed in, whatever the workspace. Throws `unauthenticated` without a session and `forbidden` for a request that
 * another site could have made.
 */
export async function personOf(identity: Identity, request: FastifyRequest): Promise<SignedIn> {
  requireSameOrigin(request, identity.baseUrl());
  const person = await whoIs(identity, visitOf(request));
  if (!person) throw new AppError('unauthenticated', 'Sign in first.', { reason: 'not_signed_in' });
  return person;
}

/** What identity needs of a request. */
export const visitOf = ({ headers, ip }: FastifyRequest): Visit => ({
  cookie: headers.cookie,
  ip,
  userAgent: headers['user-agent'],
});
