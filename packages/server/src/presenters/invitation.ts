import type { Role } from '@parley/protocol';
import type { Invitation } from '@parley/protocol/api';
import { offsetTime } from './offset-time.ts';

/** An invitation as it is stored. */
export type StoredInvitation = {
  readonly id: string;
  readonly workspaceId: string;
  readonly email: string;
  readonly role: Role;
  readonly sentBy: 'mail' | 'link';
  readonly invitedBy: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly acceptedAt: Date | null;
  readonly revokedAt: Date | null;
};

/** An invitation as the Inbox API tells it. */
export const invitation = (stored: StoredInvitation, now: Date): Invitation => ({
  object: 'invitation',
  id: stored.id,
  email: stored.email,
  role: stored.role,
  state: stateOf(stored, now),
  sent_by: stored.sentBy,
  invited_by: stored.invitedBy,
  created_at: offsetTime(stored.createdAt),
  expires_at: offsetTime(stored.expiresAt),
});

function stateOf({ acceptedAt, revokedAt, expiresAt }: StoredInvitation, now: Date): Invitation['state'] {
  if (acceptedAt) return 'accepted';
  if (revokedAt) return 'revoked';
  return expiresAt <= now ? 'expired' : 'pending';
}
