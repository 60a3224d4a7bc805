import { type MetadataChange, setMetadata, vouchedMetadata } from '../domain/conversation/metadata.ts';
import type { Origin } from '../domain/people/origin.ts';
import type { JsonObject } from '../lib/json.ts';
import type { Agent } from '../store/agents/find-access.ts';
import { type ChangeMetadataDeps, changeMetadata } from './change-metadata.ts';

export type SetMetadataInput = MetadataChange & {
  readonly agent: Agent;
  readonly conversationId: string;
  /** Looks at what the change is made on, each time; throws what refuses it. */
  readonly check?: (metadata: JsonObject) => void;
  /** Who of the team asks for it, which is written down; null for an integration. */
  readonly origin?: Origin | null;
};

/**
 * Merges or replaces a conversation's metadata and gives the result: what is named is vouched for from then on. Throws
 * `not_found`, `validation_failed` (the result is over the limits or does not satisfy the agent's schema; nothing is
 * stored) and `conflict`.
 */
export async function setConversationMetadata(
  deps: ChangeMetadataDeps,
  { agent, conversationId, mode, metadata, check, origin = null }: SetMetadataInput,
): Promise<JsonObject> {
  return changeMetadata(deps, {
    agent,
    conversationId,
    origin,
    become(state) {
      check?.(state.metadata);
      return vouchedMetadata(state, { mode, metadata });
    },
    decide: (state, to) => setMetadata(state, to, origin?.actor),
  });
}
