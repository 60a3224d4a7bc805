import type { Author, MarkerCode, MessageFeedback } from '@parley/protocol';
import type { MessageDelivery } from '../../domain/channels/message-delivery.ts';
import type { JsonObject } from '../../lib/json.ts';
import type { ConversationKey } from '../conversations/find-conversation.ts';
import type { NamedQuery } from '../conversations/save-conversation.ts';

/** A message or a marker, at its place in the log. */
export type LoggedMessage = { readonly seq: number; readonly createdAt: Date } & (
  | { readonly marker: MarkerCode }
  | {
      readonly marker: null;
      readonly id: string;
      readonly ord: number;
      readonly author: Author;
      readonly authorId: string | null;
      readonly content: string;
      readonly attachments: readonly JsonObject[];
      readonly clientMetadata: JsonObject | null;
      readonly feedback: MessageFeedback | null;
      readonly verified: boolean | null;
      readonly delivery: MessageDelivery | null;
      readonly editedAt: Date | null;
      readonly deletedAt: Date | null;
    }
);

type Row = {
  seq: number;
  at: Date;
  marker: MarkerCode | null;
  id: string;
  ord: number;
  author: Author;
  author_id: string | null;
  content: string;
  attachments: JsonObject[];
  client_metadata: JsonObject | null;
  feedback: MessageFeedback | null;
  verified: boolean | null;
  delivery: MessageDelivery | null;
  edited_at: Date | null;
  deleted_at: Date | null;
  created_at: Date;
};

// The log says in which order messages and markers came; a message's text stands in its row.
const LIST = `select e.seq, e.created_at as at, e.marker, m.id, m.ord, m.author, m.author_id, m.content, m.attachments,
    m.client_metadata, m.feedback, m.verified, m.delivery, m.edited_at, m.deleted_at, m.created_at
  from (select e.seq, e.created_at, case when e.type = 'marker.added' then e.data->>'code' end as marker,
          case when e.type <> 'marker.added' then (e.data->>'ord')::int end as ord
        from events e where e.workspace_id = $1::uuid and e.conversation_id = $2::uuid and e.seq > $3::int
          and e.type in ('message.received', 'message.sent', 'marker.added')
        order by e.seq limit $4::int) e
  left join messages m on m.workspace_id = $1::uuid and m.conversation_id = $2::uuid and m.ord = e.ord
  order by e.seq`;

/** The messages and markers of a conversation after the event `after` (0 for all), oldest first. */
export async function listWorkspaceMessages(
  query: NamedQuery,
  { workspaceId, id }: ConversationKey,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<LoggedMessage[]> {
  const rows = await query<Row>('workspace-messages', LIST, [workspaceId, id, after, limit]);
  return rows.map((row) =>
    row.marker
      ? { seq: row.seq, createdAt: row.at, marker: row.marker }
      : {
          seq: row.seq,
          createdAt: row.created_at,
          marker: null,
          id: row.id,
          ord: row.ord,
          author: row.author,
          authorId: row.author_id,
          content: row.content,
          attachments: row.attachments,
          clientMetadata: row.client_metadata,
          feedback: row.feedback,
          verified: row.verified,
          delivery: row.delivery,
          editedAt: row.edited_at,
          deletedAt: row.deleted_at,
        },
  );
}
