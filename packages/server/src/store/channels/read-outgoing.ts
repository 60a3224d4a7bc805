import type { ConversationEvent, Driver } from '@parley/protocol';
import { sql } from 'kysely';
import type { LogCursor } from '../events/read-log.ts';
import type { Tx } from '../schema.ts';

/** Something that was said, or a change of hands, in a conversation of a channel. */
export type OutgoingFact = LogCursor & {
  readonly workspaceId: string;
  readonly conversationId: string;
  /** Null in conversations of no channel: nothing to do. */
  readonly channelId: string | null;
  readonly type: ConversationEvent['type'];
  /** Who drives after a change of hands; null for no change. */
  readonly driverTo: Driver | null;
  /** Of what was said; null where it is gone, or a platform has it from elsewhere. */
  readonly message: {
    readonly ord: number;
    readonly speaker: 'agent' | 'person';
    readonly speakerName: string;
    readonly content: string;
    /** A greeting that nobody has asked for by opening the conversation. */
    readonly isUnasked: boolean;
    readonly fileIds: readonly string[];
    /** It was put up with the message, as templates are: it only waits for its turn. */
    readonly isPutUp: boolean;
  } | null;
};

type Row = LogCursor & {
  workspace_id: string;
  conversation_id: string;
  channel_id: string | null;
  type: ConversationEvent['type'];
  driver_to: Driver | null;
  ord: number | null;
  author: string | null;
  speaker_name: string | null;
  content: string | null;
  is_unasked: boolean | null;
  file_ids: string[] | null;
  is_put_up: boolean | null;
};

/** The next events of the log in commit order, with what is to go out by channels; see `readLog` for the order. */
export async function readOutgoing(tx: Tx, { xid, id }: LogCursor, limit: number): Promise<OutgoingFact[]> {
  const { rows } = await sql<Row>`
    select e.xid::text as xid, e.id, e.workspace_id, e.conversation_id, k.channel_id, e.type,
      e.data->'driver'->>'to' as driver_to, m.ord, m.author, m.content, m.is_unasked, m.is_put_up,
      coalesce(u.name, a.settings->>'name', '') as speaker_name,
      (select array_agg(f->>'id') from jsonb_array_elements(m.attachments) f) as file_ids
    from (select * from events where (xid, id) > (${xid}::xid8, ${id}::bigint)
            and xid < pg_snapshot_xmin(pg_current_snapshot()) order by xid, id limit ${limit}) e
    left join channel_conversations k on k.workspace_id = e.workspace_id and k.conversation_id = e.conversation_id
    left join lateral (
      select m.ord, m.author, m.author_id, m.content, m.attachments,
        m.is_welcome and not exists (select 1 from messages v where v.workspace_id = m.workspace_id
          and v.conversation_id = m.conversation_id and v.ord < m.ord and v.author = 'visitor') as is_unasked,
        exists (select 1 from channel_parts p where p.workspace_id = m.workspace_id
          and p.conversation_id = m.conversation_id and p.ord = m.ord) as is_put_up
      from messages m where k.channel_id is not null and e.type = 'message.sent'
        and m.workspace_id = e.workspace_id and m.conversation_id = e.conversation_id and m.ord = (e.data->>'ord')::int
        and not exists (select 1 from channel_messages x where x.workspace_id = m.workspace_id
          and x.conversation_id = m.conversation_id and x.ord = m.ord)) m on true
    left join users u on u.id = m.author_id
    left join agents a on m.ord is not null and a.id = e.agent_id
    order by e.xid, e.id`.execute(tx);
  return rows.map(factOf);
}

function factOf(row: Row): OutgoingFact {
  return {
    xid: row.xid,
    id: row.id,
    workspaceId: row.workspace_id,
    conversationId: row.conversation_id,
    channelId: row.channel_id,
    type: row.type,
    driverTo: row.type === 'conversation.updated' ? row.driver_to : null,
    message:
      row.ord === null
        ? null
        : {
            ord: row.ord,
            speaker: row.author === 'human_operator' ? 'person' : 'agent',
            speakerName: row.speaker_name ?? '',
            content: row.content ?? '',
            isUnasked: row.is_unasked ?? false,
            fileIds: row.file_ids ?? [],
            isPutUp: row.is_put_up ?? false,
          },
  };
}
