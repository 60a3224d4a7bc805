import { sql } from 'kysely';
import type { ConversationKey } from '../conversations/find-conversation.ts';
import type { Tx } from '../schema.ts';

/** A message that is not in its conversation's search document yet, and where that stands. */
export type UnsearchedMessage = {
  readonly workspace_id: string;
  readonly conversation_id: string;
  readonly agent_id: string;
  readonly source: string;
  readonly last_message_at: Date;
  readonly ord: number;
  readonly content: string;
  /** The last part of the document and its size; null when there is none yet. */
  readonly part: number | null;
  readonly part_bytes: number | null;
};

/** Text for one part of a conversation's document: appended if the part exists. */
export type SearchAddition = {
  readonly workspace_id: string;
  readonly conversation_id: string;
  readonly part: number;
  readonly agent_id: string;
  readonly source: string;
  readonly last_message_at: Date;
  readonly doc: string;
  readonly upto_ord: number;
};

/** The messages of the given conversations that search does not know, in order. */
export async function findUnsearched(tx: Tx, keys: readonly ConversationKey[]): Promise<UnsearchedMessage[]> {
  const workspaces = keys.map(({ workspaceId }) => workspaceId);
  const ids = keys.map(({ id }) => id);
  const { rows } = await sql<UnsearchedMessage>`
    select c.workspace_id, c.id as conversation_id, c.agent_id, c.source, c.last_message_at, m.ord, m.content,
      s.part, s.part_bytes
    from unnest(${workspaces}::uuid[], ${ids}::uuid[]) as k(workspace_id, id)
    join conversations c on c.workspace_id = k.workspace_id and c.id = k.id
    left join lateral (
      select part, upto_ord, octet_length(doc) as part_bytes from conversation_search
      where workspace_id = c.workspace_id and conversation_id = c.id order by part desc limit 1) s on true
    join messages m on m.workspace_id = c.workspace_id and m.conversation_id = c.id and m.ord > coalesce(s.upto_ord, 0)
    order by c.workspace_id, c.id, m.ord`.execute(tx);
  return rows;
}

/** Adds text to documents; all parts of a document carry the time of its conversation's last message. */
export async function addToDocuments(tx: Tx, additions: readonly SearchAddition[]): Promise<void> {
  await sql`
    insert into conversation_search (workspace_id, conversation_id, part, agent_id, source, last_message_at, doc, upto_ord)
    select workspace_id, conversation_id, part, agent_id, source, last_message_at, doc, upto_ord
    from jsonb_populate_recordset(null::conversation_search, ${JSON.stringify(additions)}::jsonb)
    on conflict (workspace_id, conversation_id, part) do update set
      doc = conversation_search.doc || excluded.doc, upto_ord = excluded.upto_ord,
      last_message_at = excluded.last_message_at`.execute(tx);
  const long = additions.filter(({ part }) => part > 0);
  if (long.length === 0) return;
  await sql`
    update conversation_search s set last_message_at = x.last_message_at
    from jsonb_populate_recordset(null::conversation_search, ${JSON.stringify(long)}::jsonb) x
    where s.workspace_id = x.workspace_id and s.conversation_id = x.conversation_id
      and s.last_message_at <> x.last_message_at`.execute(tx);
}
