import { AppError } from '@parley/protocol';
import { setTags } from '../domain/conversation/set-tags.ts';
import { insertAudit } from '../store/audit/insert-audit.ts';
import { findConversation } from '../store/conversations/find-conversation.ts';
import { findTags, type Tag } from '../store/tags/tags.ts';
import { changeConversation } from './change-conversation.ts';
import type { OfConversation } from './change-note.ts';
import type { Deps } from './deps.ts';

export type SetConversationTagsInput = OfConversation & { readonly tagIds: readonly string[] };

/**
 * Replaces a conversation's tags and gives them by name. Throws `not_found`, and `validation_failed` for a tag that the
 * palette does not have.
 */
export async function setConversationTags(
  deps: Pick<Deps, 'database' | 'clock' | 'ids' | 'signals'>,
  { workspaceId, conversationId, origin, tagIds }: SetConversationTagsInput,
): Promise<Tag[]> {
  const key = { workspaceId, id: conversationId };
  const known = await findConversation(deps.database.named, key);
  if (!known) throw new AppError('not_found', 'There is no such conversation.');
  const palette = await findTags(deps.database.db, workspaceId, [...tagIds, ...known.tagIds]);
  const tags = palette.filter(({ id }) => tagIds.includes(id));
  requireAll(tagIds, tags);
  const change = { tagIds, palette: palette.map(({ id }) => id), by: origin.actor };
  await changeConversation(deps, key, known, {
    decide: (state) => setTags(state, change),
    async alongside(tx, { events }) {
      const told = events.find((event) => event.type === 'conversation.tagged')?.data;
      await insertAudit(tx, {
        id: deps.ids.uuid(),
        at: deps.clock.now(),
        origin,
        action: 'conversation.tag',
        target: { type: 'conversation', id: conversationId },
        details: { added: [...(told?.added ?? [])], removed: [...(told?.removed ?? [])] },
      });
    },
  });
  return tags;
}

function requireAll(tagIds: readonly string[], tags: readonly Tag[]): void {
  const unknown = tagIds.filter((id) => !tags.some((tag) => tag.id === id));
  if (unknown.length === 0) return;
  const message = `has tags that your workspace does not have: ${[...new Set(unknown)].join(', ')}`;
  throw new AppError('validation_failed', `tag_ids ${message}.`, { fields: [{ path: 'tag_ids', message }] });
}
