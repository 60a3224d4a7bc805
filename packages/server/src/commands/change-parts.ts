import { messageDelivery } from '../domain/channels/message-delivery.ts';
import type { MessagePart } from '../domain/channels/message-part.ts';
import type { Conversation } from '../domain/conversation/conversation.ts';
import { noteDelivery } from '../domain/conversation/note-delivery.ts';
import { isSameJson } from '../lib/same-json.ts';
import { lockParts, type OutgoingKey, saveMessageDelivery, saveParts } from '../store/channels/parts.ts';
import { lockConversation } from '../store/conversations/find-conversation.ts';
import { type NamedQuery, saveConversation } from '../store/conversations/save-conversation.ts';
import type { Tx } from '../store/schema.ts';
import type { Deps } from './deps.ts';

export type PartsChange = {
  /** Gives the parts that are others now; none for no change. Pure, apart from the time that it is given. */
  readonly decide: (parts: readonly MessagePart[], at: Date, state: Conversation) => readonly MessagePart[];
  /** Written in the same transaction. */
  readonly alongside?: (tx: Tx, changed: readonly MessagePart[]) => Promise<void>;
};

/**
 * Changes parts of a message, with how far the message as a whole has come and the event that tells it, in one transaction.
 * Gives what changed; nothing for a conversation that is gone.
 */
export async function changeParts(
  { database, clock, signals }: Pick<Deps, 'database' | 'clock' | 'signals'>,
  key: OutgoingKey,
  { decide, alongside }: PartsChange,
): Promise<readonly MessagePart[]> {
  const saved = await database.transaction(async (tx) => {
    const query: NamedQuery = (name, text, values) => database.named(name, text, values, tx);
    // The conversation first, as everybody locks.
    const state = await lockConversation(query, { workspaceId: key.workspaceId, id: key.conversationId });
    if (!state) return null;
    const at = clock.now();
    const before = await lockParts(tx, key);
    const changed = decide(before, at, state);
    if (changed.length === 0) return null;
    await saveParts(tx, changed);
    await alongside?.(tx, changed);
    const after = before.map((part) => changed.find(({ id }) => id === part.id) ?? part);
    const delivery = messageDelivery(after);
    const decision = isSameJson(messageDelivery(before), delivery) ? null : noteDelivery(state, key.ord, delivery);
    if (!decision) return { changed, moved: null };
    await saveMessageDelivery(tx, key, delivery);
    await saveConversation(query, state, decision, at);
    return { changed, moved: { before: state, after: decision.next } };
  });
  if (saved?.moved) signals.moved(saved.moved.before, saved.moved.after);
  return saved?.changed ?? [];
}
