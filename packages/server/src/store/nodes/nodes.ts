import type { Conversation } from '../../domain/conversation/conversation.ts';
import { type ConversationRow, fromRow } from '../conversations/conversation-row.ts';
import type { NamedQuery } from '../conversations/save-conversation.ts';

/** How long a node counts as alive after it was last seen: the length of a turn's lease (design I11). */
export const LEASE_SECONDS = 5;

/** Says that this node is alive. One small write a node, however many turns it runs. */
export async function saveHeartbeat(query: NamedQuery, nodeId: string): Promise<void> {
  await query(
    'node-heartbeat',
    `insert into nodes (id, started_at, seen_at) values ($1::uuid, now(), now())
     on conflict (id) do update set seen_at = now()`,
    [nodeId],
  );
}

/** Forgets a node that stops, and those that were not seen for a day. */
export async function removeNode(query: NamedQuery, nodeId: string): Promise<void> {
  await query('node-remove', `delete from nodes where id = $1::uuid or seen_at < now() - interval '1 day'`, [nodeId]);
}

/** The nodes that were seen within a lease. */
export async function findLivingNodes(query: NamedQuery): Promise<Set<string>> {
  const rows = await query<{ id: string }>(
    'nodes-living',
    `select id from nodes where seen_at > now() - interval '${LEASE_SECONDS} seconds'`,
    [],
  );
  return new Set(rows.map((row) => row.id));
}

/** Conversations with a turn of this node. */
export async function findInTurn(query: NamedQuery, nodeId: string): Promise<Conversation[]> {
  const rows = await query<ConversationRow>(
    'conversations-in-turn',
    `select * from conversations c where c.turns <> '[]'::jsonb
       and exists (select 1 from jsonb_array_elements(c.turns) t where t->>'node' = $1::text)`,
    [nodeId],
  );
  return rows.map(fromRow);
}

/** Conversations with a turn of another node than this that is not living, or (`all`) of any other. Oldest first. */
export async function findAbandoned(
  query: NamedQuery,
  nodeId: string,
  all: boolean,
  limit: number,
): Promise<Conversation[]> {
  const rows = await query<ConversationRow>(
    'conversations-abandoned',
    `select * from conversations c where c.turns <> '[]'::jsonb and exists (
       select 1 from jsonb_array_elements(c.turns) t where t->>'node' <> $1::text and ($2::boolean or not exists (
         select 1 from nodes n where n.id = (t->>'node')::uuid
           and n.seen_at > now() - interval '${LEASE_SECONDS} seconds')))
     order by c.last_message_at limit $3::int`,
    [nodeId, all, limit],
  );
  return rows.map(fromRow);
}
