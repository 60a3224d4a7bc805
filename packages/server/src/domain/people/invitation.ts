import type { Role } from '@parley/protocol';

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

/** Whether an invitation can still be accepted, and why not. */
export function invitationState(
  { acceptedAt, revokedAt, expiresAt }: Pick<StoredInvitation, 'acceptedAt' | 'revokedAt' | 'expiresAt'>,
  now: Date,
): 'pending' | 'accepted' | 'revoked' | 'expired' {
  if (acceptedAt) return 'accepted';
  if (revokedAt) return 'revoked';
  return expiresAt <= now ? 'expired' : 'pending';
}
