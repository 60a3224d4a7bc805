import type { Actor } from '@parley/protocol';
import { appendEvents, decide, draftOf } from './append.ts';
import type { Conversation, Decision } from './conversation.ts';

/** Replaces the tags; null when they are those that it has. Tags that the palette lost count as not there. */
export function setTags(
  state: Conversation,
  { tagIds, palette, by }: { tagIds: readonly string[]; palette: readonly string[]; by: Actor },
): Decision | null {
  const wanted = [...new Set(tagIds)];
  const shown = state.tagIds.filter((id) => palette.includes(id));
  if (wanted.length === shown.length && wanted.every((id) => shown.includes(id))) return null;
  const draft = draftOf(state);
  // What the palette lost is named too, so that adding up the events gives the row.
  const added = wanted.filter((id) => !state.tagIds.includes(id));
  const removed = state.tagIds.filter((id) => !wanted.includes(id));
  appendEvents(draft, { type: 'conversation.tagged', data: { added, removed, by } });
  draft.state = { ...draft.state, tagIds: wanted };
  return decide(draft);
}
