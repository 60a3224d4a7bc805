import type { Author, MarkerCode } from '@parley/protocol';
import type { JsonObject } from '../../lib/json.ts';
import type { ConversationKey } from '../conversations/find-conversation.ts';
import type { NamedQuery } from '../conversations/save-conversation.ts';

/** What was said, or what happened, as the visitor saw it. */
export type TranscriptEntry =
  | { readonly marker: MarkerCode; readonly at: Date }
  | {
      readonly marker: null;
      readonly at: Date;
      readonly author: Author;
      /** Who of the team wrote it; null for everybody else. */
      readonly operator: string | null;
      readonly content: string;
      readonly isWelcome: boolean;
      readonly attachments: readonly JsonObject[];
    };

type Row = {
  at: Date;
  marker: MarkerCode | null;
  author: Author;
  operator: string | null;
  content: string;
  is_welcome: boolean;
  attachments: JsonObject[];
};

const FIND = `select coalesce(m.created_at, e.created_at) as at, e.marker, m.author, p.name as operator, m.content,
    m.is_welcome, m.attachments
  from (select e.seq, e.created_at, case when e.type = 'marker.added' then e.data->>'code' end as marker,
          case when e.type <> 'marker.added' then (e.data->>'ord')::int end as ord
        from events e where e.workspace_id = $1::uuid and e.conversation_id = $2::uuid
          and e.type in ('message.received', 'message.sent', 'marker.added')
        order by e.seq desc limit $3::int) e
  left join messages m on m.workspace_id = $1::uuid and m.conversation_id = $2::uuid and m.ord = e.ord
  left join users p on p.id = m.author_id
  where e.marker is not null or m.ord is not null
  order by e.seq`;

/** The latest `limit` messages and markers of a conversation, oldest first. Notes are in another table. */
export async function findTranscript(
  query: NamedQuery,
  { workspaceId, id }: ConversationKey,
  limit: number,
): Promise<TranscriptEntry[]> {
  const rows = await query<Row>('transcript', FIND, [workspaceId, id, limit]);
  return rows.map(({ at, marker, is_welcome, ...message }) =>
    marker === null ? { marker, at, isWelcome: is_welcome, ...message } : { marker, at },
  );
}
