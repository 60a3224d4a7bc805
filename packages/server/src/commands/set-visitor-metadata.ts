import { claimedMetadata, setMetadata } from '../domain/conversation/metadata.ts';
import { requireOwn } from '../domain/visitor/own-conversation.ts';
import type { VisitorSession } from '../domain/visitor/visitor-session.ts';
import type { JsonObject } from '../lib/json.ts';
import type { Agent } from '../store/agents/find-access.ts';
import { type ChangeMetadataDeps, changeMetadata } from './change-metadata.ts';

export type VisitorMetadataInput = {
  readonly agent: Agent;
  readonly session: VisitorSession;
  readonly conversationId: string;
  /** Merged at the top level; null removes a key. */
  readonly metadata: JsonObject;
};

/**
 * Merges what a visitor's browser says into the metadata of their conversation, and marks it so: nobody vouches for it.
 * Throws `not_found` for a conversation that is not theirs, `conflict` (`metadata_is_verified`) for keys that the API or
 * the site's signature has set, and `validation_failed`; nothing is stored then.
 */
export async function setVisitorMetadata(
  deps: ChangeMetadataDeps,
  { agent, session, conversationId, metadata }: VisitorMetadataInput,
): Promise<void> {
  await changeMetadata(deps, {
    agent,
    conversationId,
    become(state) {
      requireOwn(state, session);
      return claimedMetadata(state, metadata);
    },
    decide: (state, to) => setMetadata(state, to),
  });
}
