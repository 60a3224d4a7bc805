import type { ConversationKey } from '../conversations/find-conversation.ts';
import type { NamedQuery } from '../conversations/save-conversation.ts';
import type { MessageRow } from '../schema.ts';

export type HistoryMessage = Pick<MessageRow, 'ord' | 'author' | 'content' | 'is_welcome' | 'handoff_state'> & {
  /** Of a reply of the agent, as its turn recorded it. */
  readonly kind: string | null;
  readonly attachments: readonly { readonly name?: unknown }[];
};

/** Which messages a turn needs: its unanswered ones `after` and up to its own, and what was said beside them. */
export type HistoryWindow = { readonly after: number; readonly upTo: number; readonly limit: number };

/**
 * The messages of a turn, oldest first: the visitor's that it answers and the newest others, at most `limit` of each.
 * Apart, because in a burst those that wait behind a turn, and the replies before it, would crowd its question out.
 */
export async function findHistory(
  query: NamedQuery,
  key: ConversationKey,
  { after, upTo, limit }: HistoryWindow,
): Promise<HistoryMessage[]> {
  return query<HistoryMessage>(
    'message-history',
    `(select ${COLUMNS} from messages where workspace_id = $1::uuid and conversation_id = $2::uuid
        and author = 'visitor' and ord > $3::int and ord <= $4::int order by messages.ord desc limit $5::int)
     union all
     (select ${COLUMNS} from messages where workspace_id = $1::uuid and conversation_id = $2::uuid
        and (author <> 'visitor' or ord <= $3::int) order by messages.ord desc limit $5::int)
     order by ord`,
    [key.workspaceId, key.id, after, upTo, limit],
  );
}

const COLUMNS = "ord, author, content, attachments, is_welcome, handoff_state, insights->>'kind' as kind";
