import { AppError, type FieldProblem } from '@parley/protocol';
import { changedMetadata, type MetadataChange, setMetadata } from '../domain/conversation/metadata.ts';
import type { JsonObject } from '../lib/json.ts';
import { isSameJson } from '../lib/same-json.ts';
import type { Agent } from '../store/agents/find-access.ts';
import { findConversation } from '../store/conversations/find-conversation.ts';
import { changeConversation } from './change-conversation.ts';
import type { Deps } from './deps.ts';

const ROUNDS = 5;

export type SetMetadataInput = MetadataChange & { readonly agent: Agent; readonly conversationId: string };

/**
 * Merges or replaces a conversation's metadata and gives the result. Throws `not_found`, `validation_failed` (the
 * result is over the limits or does not satisfy the agent's schema; nothing is stored) and `conflict`.
 */
export async function setConversationMetadata(
  deps: Pick<Deps, 'database' | 'clock' | 'signals' | 'schemas'>,
  input: SetMetadataInput,
): Promise<JsonObject> {
  const { agent, conversationId } = input;
  const key = { workspaceId: agent.workspaceId, id: conversationId };
  for (let round = 0; round < ROUNDS; round += 1) {
    const known = await findConversation(deps.database.named, key);
    if (known?.agentId !== agent.id) throw new AppError('not_found', 'There is no such conversation.');
    const metadata = changedMetadata(known.metadata, input);
    await requireValid(deps, agent, metadata);
    let isValidated = true;
    await changeConversation(deps, key, known, {
      decide(state) {
        // Validating takes time: what somebody else set meanwhile makes another result, which nobody has checked.
        isValidated = isSameJson(state.metadata, known.metadata);
        return isValidated ? setMetadata(state, metadata) : null;
      },
    });
    if (isValidated) return metadata;
  }
  throw new AppError('conflict', 'The metadata is being changed by others at the same time. Try again.');
}

async function requireValid(deps: Pick<Deps, 'schemas'>, agent: Agent, metadata: JsonObject): Promise<void> {
  if (!agent.metadataSchema) return;
  const problems = await deps.schemas.validate(agent.metadataSchema, metadata);
  if (problems.length === 0) return;
  const fields = problems.map(({ path, message }): FieldProblem => {
    return { path: path === '' ? 'metadata' : `metadata.${path}`, message };
  });
  const sentences = fields.map(({ path, message }) => `${path} ${message}.`);
  throw new AppError('validation_failed', sentences.join(' '), { fields });
}
