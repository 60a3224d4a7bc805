import type { Actor } from '@parley/protocol';
import type { Conversation, Decision } from '../domain/conversation/conversation.ts';
import { setTags } from '../domain/conversation/set-tags.ts';
import type { Origin } from '../domain/people/origin.ts';
import { insertAudit } from '../store/audit/insert-audit.ts';
import type { ConversationKey } from '../store/conversations/find-conversation.ts';
import { changeConversation } from './change-conversation.ts';
import type { Deps } from './deps.ts';

export type TagChange = {
  readonly origin: Origin;
  /** The palette, or as much of it as the conversation can have. */
  readonly palette: readonly string[];
  /** What tags a conversation shall have; decided on its state as it is saved. */
  readonly wanted: (state: Conversation) => readonly string[];
};

/** Changes a conversation's tags, with its entry in the audit log. Null when it has them already. Throws `not_found`. */
export async function changeTags(
  deps: Pick<Deps, 'database' | 'clock' | 'ids' | 'signals'>,
  key: ConversationKey,
  known: Conversation | null,
  { origin, palette, wanted }: TagChange,
): Promise<Decision | null> {
  const by: Actor = origin.actor;
  return changeConversation(deps, key, known, {
    origin,
    decide: (state) => setTags(state, { tagIds: wanted(state), palette, by }),
    async alongside(tx, { events }) {
      const told = events.find((event) => event.type === 'conversation.tagged')?.data;
      await insertAudit(tx, {
        id: deps.ids.uuid(),
        at: deps.clock.now(),
        origin,
        action: 'conversation.tag',
        target: { type: 'conversation', id: key.id },
        details: { added: [...(told?.added ?? [])], removed: [...(told?.removed ?? [])] },
      });
    },
  });
}
