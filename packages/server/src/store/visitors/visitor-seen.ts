import type { ConversationKey } from '../conversations/find-conversation.ts';
import type { NamedQuery } from '../conversations/save-conversation.ts';

// The lock makes it wait for an erasure that is under way, after which there is nothing to have seen.
const SAVE = `insert into visitor_seen as s (workspace_id, conversation_id, ord, at)
  select c.workspace_id, c.id, $3::int, $4::timestamptz from conversations c
  where c.workspace_id = $1::uuid and c.id = $2::uuid and not exists (
    select 1 from visitor_seen v where v.workspace_id = $1::uuid and v.conversation_id = $2::uuid and v.ord >= $3::int)
  for key share of c
  on conflict (workspace_id, conversation_id) do update set ord = excluded.ord, at = excluded.at
    where s.ord < excluded.ord
  returning s.ord`;

/** Keeps that the visitor has seen all up to the message `ord`; false when that was known. */
export async function saveSeen(
  query: NamedQuery,
  { workspaceId, id }: ConversationKey,
  { ord, at }: { readonly ord: number; readonly at: Date },
): Promise<boolean> {
  const saved = await query('visitor-seen', SAVE, [workspaceId, id, ord, at]);
  return saved.length > 0;
}
