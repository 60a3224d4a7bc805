import type { Invitation } from '@parley/protocol/api';
import { invitationState, type StoredInvitation } from '../domain/people/invitation.ts';
import { offsetTime } from './offset-time.ts';

/** An invitation as the Inbox API tells it. */
export const invitation = (stored: StoredInvitation, now: Date): Invitation => ({
  object: 'invitation',
  id: stored.id,
  email: stored.email,
  role: stored.role,
  state: invitationState(stored, now),
  sent_by: stored.sentBy,
  invited_by: stored.invitedBy,
  created_at: offsetTime(stored.createdAt),
  expires_at: offsetTime(stored.expiresAt),
});
