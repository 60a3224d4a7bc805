import { AppError, type TokenScope } from '@parley/protocol';
import type { Origin } from '../domain/people/origin.ts';
import type { TokenRecord } from '../store/agents/tokens.ts';
import { insertAudit } from '../store/audit/insert-audit.ts';
import type { Tx } from '../store/schema.ts';
import { insertToken } from '../store/workspaces/insert.ts';
import type { Credentials } from './create-workspace.ts';
import type { Deps } from './deps.ts';

export type NewAgentToken = TokenRecord & { readonly token: string };

export type CreateAgentTokenInput = {
  readonly agent: { readonly id: string; readonly scenarioId: string };
  readonly name: string;
  readonly scope: TokenScope;
  /** As late as possible if null. */
  readonly expiresAt: Date | null;
  readonly origin: Origin;
  /** Written in the same transaction. */
  readonly alongside?: (tx: Tx, made: NewAgentToken) => Promise<void>;
};

type CreateTokenDeps = Pick<Deps, 'database' | 'clock' | 'ids'> & {
  readonly credentials: Pick<Credentials, 'signToken' | 'tokenLifetimeMs'>;
};

/**
 * Adds a token of an agent, which is shown this once. Throws `validation_failed` for an end that is past, or later than
 * tokens live.
 */
export async function createAgentToken(deps: CreateTokenDeps, input: CreateAgentTokenInput): Promise<NewAgentToken> {
  const { agent, name, scope, origin } = input;
  const at = deps.clock.now();
  const latest = new Date(at.getTime() + deps.credentials.tokenLifetimeMs);
  const expiresAt = input.expiresAt ?? latest;
  if (expiresAt <= at) throw wrongEnd('must be in the future');
  if (expiresAt > latest) throw wrongEnd('must be within 52 weeks');
  const id = deps.ids.uuid();
  const claims = { tokenId: id, scenarioId: agent.scenarioId, scope, expiresAt };
  const token = await deps.credentials.signToken(claims, at);
  const made: NewAgentToken = { id, name, scope, createdAt: at, expiresAt, revokedAt: null, token };
  await deps.database.transaction(async (tx) => {
    await insertToken(tx, { id, agentId: agent.id, name, scope, expiresAt }, at);
    const target = { type: 'agent_token', id };
    const details = { name, scope, chatbot_id: agent.id, expires_at: expiresAt.toISOString() };
    await insertAudit(tx, { id: deps.ids.uuid(), at, origin, action: 'agent_token.create', target, details });
    await input.alongside?.(tx, made);
  });
  return made;
}

function wrongEnd(message: string): AppError {
  return new AppError('validation_failed', `expires_at ${message}.`, { fields: [{ path: 'expires_at', message }] });
}
