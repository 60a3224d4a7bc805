import { AppError, type FieldProblem } from '@parley/protocol';
import type { Conversation, Decision } from '../domain/conversation/conversation.ts';
import type { MetadataState } from '../domain/conversation/metadata.ts';
import type { Origin } from '../domain/people/origin.ts';
import type { JsonObject } from '../lib/json.ts';
import { isSameJson } from '../lib/same-json.ts';
import type { Agent } from '../store/agents/find-access.ts';
import { insertAudit } from '../store/audit/insert-audit.ts';
import { findConversation } from '../store/conversations/find-conversation.ts';
import type { Tx } from '../store/schema.ts';
import { changeConversation } from './change-conversation.ts';
import type { Deps } from './deps.ts';

const ROUNDS = 5;

export type ChangeMetadataDeps = Pick<Deps, 'database' | 'clock' | 'ids' | 'signals' | 'schemas'>;

export type MetadataChanging = {
  readonly agent: Agent;
  readonly conversationId: string;
  /** What it becomes; throws what refuses it, `not_found` for a conversation that is not the caller's. */
  readonly become: (state: Conversation) => MetadataState;
  /** Decides with what the schema has taken. May run several times. */
  readonly decide: (state: Conversation, to: MetadataState, at: Date) => Decision | null;
  /** Who of the team asks for it, which is written down; null for integrations and visitors. */
  readonly origin?: Origin | null;
};

/**
 * Changes a conversation's metadata to what its agent's schema takes, and gives it. Throws `not_found`,
 * `validation_failed` (nothing is stored), `conflict` while others change it all the time, and what `become` throws.
 */
export async function changeMetadata(
  deps: ChangeMetadataDeps,
  { agent, conversationId, become, decide, origin = null }: MetadataChanging,
): Promise<JsonObject> {
  const key = { workspaceId: agent.workspaceId, id: conversationId };
  for (let round = 0; round < ROUNDS; round += 1) {
    const known = await findConversation(deps.database.named, key);
    if (known?.agentId !== agent.id) throw new AppError('not_found', 'There is no such conversation.');
    const to = become(known);
    await requireValid(deps, agent, to.metadata);
    let isValidated = true;
    await changeConversation(deps, key, known, {
      decide(state, at) {
        // Validating takes time: what somebody else set meanwhile makes another result, which nobody has checked.
        isValidated = isSameJson(state.metadata, known.metadata);
        return isValidated ? decide(state, become(state), at) : null;
      },
      ...(origin ? { origin, alongside: (tx: Tx) => writeDown(deps, tx, { origin, conversationId }) } : {}),
    });
    if (isValidated) return to.metadata;
  }
  throw new AppError('conflict', 'The metadata is being changed by others at the same time. Try again.');
}

type Done = { readonly origin: Origin; readonly conversationId: string };

/** That metadata was changed, and by whom; neither keys nor values, which may be a visitor's. */
async function writeDown({ ids, clock }: ChangeMetadataDeps, tx: Tx, { origin, conversationId }: Done): Promise<void> {
  const target = { type: 'conversation', id: conversationId };
  const details = { changed: ['metadata'] };
  await insertAudit(tx, { id: ids.uuid(), at: clock.now(), origin, action: 'conversation.update', target, details });
}

/** Throws `validation_failed` for metadata that the agent's schema does not take. */
export async function requireValid(deps: Pick<Deps, 'schemas'>, agent: Agent, metadata: JsonObject): Promise<void> {
  if (!agent.metadataSchema) return;
  const problems = await deps.schemas.validate(agent.metadataSchema, metadata);
  if (problems.length === 0) return;
  const fields = problems.map(({ path, message }): FieldProblem => {
    return { path: path === '' ? 'metadata' : `metadata.${path}`, message };
  });
  const sentences = fields.map(({ path, message }) => `${path} ${message}.`);
  throw new AppError('validation_failed', sentences.join(' '), { fields });
}
