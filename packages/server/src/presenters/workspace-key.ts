import type { ApiKey } from '@parley/protocol/api';
import type { WorkspaceKey } from '../domain/people/workspace-key.ts';
import { offsetTime, offsetTimeOrNull } from './offset-time.ts';

/** A key as the inbox and the command line tell it: without the key. */
export function workspaceKey(key: WorkspaceKey, now: Date): ApiKey {
  const { id, name, last4, state, expiresAt } = key;
  const isExpired = state !== 'revoked' && expiresAt !== null && expiresAt <= now;
  return {
    object: 'api_key',
    id,
    name,
    last4,
    state: isExpired ? 'expired' : state,
    expires_at: offsetTimeOrNull(expiresAt),
    created_at: offsetTime(key.createdAt),
    last_used_at: offsetTimeOrNull(key.lastUsedAt),
  };
}
