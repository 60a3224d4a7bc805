import type { Role } from '@parley/protocol';
import type { TeamMember } from '@parley/protocol/api';
import { offsetTime } from './offset-time.ts';
import { avatarUrl } from './widget-configuration.ts';

/** A member as it is stored. */
export type StoredMember = {
  readonly id: string;
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly image: string | null;
  readonly role: Role;
  readonly createdAt: Date;
  readonly updatedAt: Date;
};

/** A member as the Workspace API tells it; `host` is where browsers reach us. */
export function teamMember(member: StoredMember, host: string): TeamMember {
  const { id, userId, name, email, image, role, createdAt, updatedAt } = member;
  return {
    object: 'team_member',
    id,
    user_id: userId,
    ...splitName(name),
    email,
    avatar_url: avatarUrl(image, host),
    role_id: role,
    role,
    joined_at: offsetTime(createdAt),
    updated_at: offsetTime(updatedAt),
  };
}

/** A name is stored whole; what follows its first word is the last name. */
export function splitName(name: string): { readonly first_name: string; readonly last_name: string } {
  const [first = '', ...rest] = name.trim().split(/\s+/);
  return { first_name: first, last_name: rest.join(' ') };
}
