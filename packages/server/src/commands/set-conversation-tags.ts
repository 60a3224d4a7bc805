import { AppError } from '@parley/protocol';
import { findConversation } from '../store/conversations/find-conversation.ts';
import { findTags, type Tag } from '../store/tags/tags.ts';
import type { OfConversation } from './change-note.ts';
import { changeTags } from './change-tags.ts';
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
  await changeTags(deps, key, known, { origin, palette: palette.map(({ id }) => id), wanted: () => tagIds });
  return tags;
}

/** Throws `validation_failed` unless all of the ids are among the tags. */
export function requireAll(tagIds: readonly string[], tags: readonly Tag[]): void {
  const unknown = tagIds.filter((id) => !tags.some((tag) => tag.id === id));
  if (unknown.length === 0) return;
  const message = `has tags that your workspace does not have: ${[...new Set(unknown)].join(', ')}`;
  throw new AppError('validation_failed', `tag_ids ${message}.`, { fields: [{ path: 'tag_ids', message }] });
}
