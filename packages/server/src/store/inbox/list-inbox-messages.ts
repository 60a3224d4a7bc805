import type { Actor, Author, HandoffState, MarkerCode } from '@parley/protocol';
import type { MessageDelivery } from '../../domain/channels/message-delivery.ts';
import type { LoggedMessage } from '../../domain/conversation/logged-message.ts';
import type { JsonObject } from '../../lib/json.ts';
import type { ConversationKey } from '../conversations/find-conversation.ts';
import type { NamedQuery } from '../conversations/save-conversation.ts';

/** A stretch of the log: what lies after and before places, the latest of it unless `isForward`. */
export type Stretch = {
  readonly after: number;
  /** Exclusive. */
  readonly before: number;
  readonly isForward: boolean;
  readonly limit: number;
};

type Row = {
  seq: number;
  at: Date;
  marker: MarkerCode | null;
  by: Actor | null;
  answers: number | null;
  id: string;
  ord: number;
  author: Author;
  author_id: string | null;
  content: string;
  is_welcome: boolean;
  handoff_state: HandoffState | null;
  sources: JsonObject[];
  kind: string | null;
  attachments: JsonObject[];
  client_metadata: JsonObject | null;
  feedback: JsonObject | null;
  verified: boolean | null;
  delivery: MessageDelivery | null;
  edited_at: Date | null;
  deleted_at: Date | null;
  created_at: Date;
};

const list = (order: 'asc' | 'desc') => `
  select e.seq, e.created_at as at, e.marker, e.data->'by' as by, (e.data->>'answers')::int as answers, m.id, m.ord,
    m.author, m.author_id, m.content, m.is_welcome, m.handoff_state, m.sources, m.insights->>'kind' as kind,
    m.attachments, m.client_metadata, m.feedback, m.verified, m.delivery, m.edited_at, m.deleted_at, m.created_at
  from (select e.seq, e.created_at, e.data, case when e.type = 'marker.added' then e.data->>'code' end as marker
        from events e where e.workspace_id = $1::uuid and e.conversation_id = $2::uuid
          and e.seq > $3::int and e.seq < $4::int and e.type in ('message.received', 'message.sent', 'marker.added')
        order by e.seq ${order} limit $5::int) e
  left join messages m on m.workspace_id = $1::uuid and m.conversation_id = $2::uuid
    and m.ord = case when e.marker is null then (e.data->>'ord')::int end
  where e.marker is not null or m.ord is not null
  order by e.seq`;

const FORWARD = list('asc');
const BACKWARD = list('desc');

/** Messages and markers of a stretch, oldest first. */
export async function listInboxMessages(
  query: NamedQuery,
  { workspaceId, id }: ConversationKey,
  { after, before, isForward, limit }: Stretch,
): Promise<LoggedMessage[]> {
  const values = [workspaceId, id, after, before, limit];
  const rows = isForward
    ? await query<Row>('inbox-messages-after', FORWARD, values)
    : await query<Row>('inbox-messages-before', BACKWARD, values);
  return rows.map(loggedOf);
}

function loggedOf({ seq, at, marker, ...row }: Row): LoggedMessage {
  if (marker !== null) return { seq, createdAt: at, marker };
  return {
    seq,
    createdAt: row.created_at,
    marker: null,
    id: row.id,
    ord: row.ord,
    author: row.author,
    authorId: row.author_id,
    by: row.by,
    answers: row.answers,
    content: row.content,
    isWelcome: row.is_welcome,
    handoffState: row.handoff_state,
    sources: row.sources,
    kind: row.kind,
    attachments: row.attachments,
    clientMetadata: row.client_metadata,
    feedback: row.feedback,
    verified: row.verified,
    delivery: row.delivery,
    editedAt: row.edited_at,
    deletedAt: row.deleted_at,
  };
}
