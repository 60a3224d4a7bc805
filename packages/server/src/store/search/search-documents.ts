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
  // Limits keep the planner to the keys: without statistics it would join by reading whole tables.
  const { rows } = await sql<UnsearchedMessage>`
    select c.workspace_id, c.id as conversation_id, c.agent_id, c.source, c.last_message_at, m.ord, m.content,
      s.part, s.part_bytes
    from unnest(${workspaces}::uuid[], ${ids}::uuid[]) as k(workspace_id, id)
    cross join lateral (
      select workspace_id, id, agent_id, source, last_message_at from conversations
      where workspace_id = k.workspace_id and id = k.id limit 1) c
    left join lateral (
      select part, upto_ord, octet_length(doc) as part_bytes from conversation_search
      where workspace_id = k.workspace_id and conversation_id = k.id order by part desc limit 1) s on true
    cross join lateral (
      select ord, content from messages
      where workspace_id = k.workspace_id and conversation_id = k.id and ord > coalesce(s.upto_ord, 0)
      order by ord limit 1000000) m
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
  for (const { part, workspace_id, conversation_id, last_message_at } of additions) {
    if (part === 0) continue;
    await sql`
      update conversation_search set last_message_at = ${last_message_at}::timestamptz
      where workspace_id = ${workspace_id}::uuid and conversation_id = ${conversation_id}::uuid and part < ${part}::int`.execute(
      tx,
    );
  }
}
