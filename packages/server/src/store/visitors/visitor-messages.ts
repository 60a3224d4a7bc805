import type { NamedQuery } from '../conversations/save-conversation.ts';
import type { Tx } from '../schema.ts';

/** Where a message of a visitor was stored, and whose it is now. */
export type StoredVisitorMessage = {
  readonly visitorId: string;
  readonly conversationId: string;
  readonly ord: number;
  /** Of its event. */
  readonly seq: number;
};

type Row = { visitor_id: string; conversation_id: string; ord: number; seq: number };

// A conversation passes to another visitor when the site says who it is: the message is then theirs.
const FIND = `select coalesce(c.visitor_id, v.visitor_id) as visitor_id, v.conversation_id, v.ord, v.seq
  from visitor_messages v
  left join conversations c on c.workspace_id = $3::uuid and c.id = v.conversation_id
  where v.agent_id = $1::uuid and v.message_id = $2::uuid`;

/** The message of an agent's visitors that has this id of a browser; null when none was stored. */
export async function findVisitorMessage(
  query: NamedQuery,
  agent: { readonly id: string; readonly workspaceId: string },
  messageId: string,
): Promise<StoredVisitorMessage | null> {
  const [row] = await query<Row>('visitor-message', FIND, [agent.id, messageId, agent.workspaceId]);
  return row ? { visitorId: row.visitor_id, conversationId: row.conversation_id, ord: row.ord, seq: row.seq } : null;
}

type NewVisitorMessage = StoredVisitorMessage & {
  readonly agentId: string;
  readonly messageId: string;
  readonly createdAt: Date;
};

/** Remembers that a message was stored. Gives false, once the twin has committed, when it was stored before. */
export async function insertVisitorMessage(tx: Tx, message: NewVisitorMessage): Promise<boolean> {
  const inserted = await tx
    .insertInto('visitor_messages')
    .values({
      agent_id: message.agentId,
      message_id: message.messageId,
      visitor_id: message.visitorId,
      conversation_id: message.conversationId,
      ord: message.ord,
      seq: message.seq,
      created_at: message.createdAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('message_id')
    .execute();
  return inserted.length > 0;
}
