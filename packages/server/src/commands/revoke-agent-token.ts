import { AppError } from '@parley/protocol';
import type { Origin } from '../domain/people/origin.ts';
import { lockToken, revokeToken, type TokenRecord } from '../store/agents/tokens.ts';
import { insertAudit } from '../store/audit/insert-audit.ts';
import type { Tx } from '../store/schema.ts';
import type { Deps } from './deps.ts';

export type RevokeTokenInput = {
  readonly agentId: string;
  readonly tokenId: string;
  readonly origin: Origin;
  /** Written in the same transaction. */
  readonly alongside?: (tx: Tx, token: TokenRecord) => Promise<void>;
};

/** Revokes a token of an agent, at once and on every node, for good. Throws `not_found`. */
export async function revokeAgentToken(
  { database, clock, ids }: Pick<Deps, 'database' | 'clock' | 'ids'>,
  { agentId, tokenId, origin, alongside }: RevokeTokenInput,
): Promise<TokenRecord> {
  return database.transaction(async (tx) => {
    const token = await lockToken(tx, agentId, tokenId);
    if (!token) throw new AppError('not_found', 'There is no such token of this agent.');
    const at = clock.now();
    const revoked = { ...token, revokedAt: token.revokedAt ?? at };
    if (!token.revokedAt) {
      await revokeToken(tx, tokenId, at);
      const target = { type: 'agent_token', id: tokenId };
      const details = { name: token.name, scope: token.scope, chatbot_id: agentId };
      await insertAudit(tx, { id: ids.uuid(), at, origin, action: 'agent_token.revoke', target, details });
    }
    await alongside?.(tx, revoked);
    return revoked;
  });
}
