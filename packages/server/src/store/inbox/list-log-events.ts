import type { ConversationEvent, ConversationEventType } from '@parley/protocol';
import type { ConversationKey } from '../conversations/find-conversation.ts';
import type { NamedQuery } from '../conversations/save-conversation.ts';
import type { LoggedEvent } from '../events/read-tail.ts';
import type { Stretch } from './list-inbox-messages.ts';

/** What stands among the messages already, and turns that only begin, which nobody looks for. */
const LEFT_OUT = [
  'message.received',
  'message.sent',
  'message.delivered',
  'marker.added',
  'turn.queued',
] satisfies ConversationEventType[];

type Row = {
  xid: string;
  id: number;
  agent_id: string;
  seq: number;
  type: ConversationEvent['type'];
  data: ConversationEvent['data'];
  created_at: Date;
};

const list = (order: 'asc' | 'desc') => `select * from (
    select e.xid::text as xid, e.id, e.agent_id, e.seq, e.type, e.data, e.created_at from events e
    where e.workspace_id = $1::uuid and e.conversation_id = $2::uuid and e.seq > $3::int and e.seq < $4::int
      and e.type not in ('${LEFT_OUT.join("', '")}')
    order by e.seq ${order} limit $5::int) e
  order by e.seq`;

const FORWARD = list('asc');
const BACKWARD = list('desc');

/** What happened beside the messages in a stretch of a conversation's log, oldest first. */
export async function listLogEvents(
  query: NamedQuery,
  { workspaceId, id }: ConversationKey,
  { after, before, isForward, limit }: Stretch,
): Promise<LoggedEvent[]> {
  const values = [workspaceId, id, after, before, limit];
  const rows = isForward
    ? await query<Row>('inbox-log-after', FORWARD, values)
    : await query<Row>('inbox-log-before', BACKWARD, values);
  return rows.map((row) => ({
    position: { xid: row.xid, id: row.id },
    workspaceId,
    conversationId: id,
    agentId: row.agent_id,
    seq: row.seq,
    event: { type: row.type, data: row.data } as ConversationEvent,
    createdAt: row.created_at,
  }));
}
