import type { NamedQuery } from '../conversations/save-conversation.ts';

export type HandOver = {
  readonly agentId: string;
  /** A visitor whom nobody vouches for. */
  readonly from: string;
  /** The person whom the site says it is. */
  readonly to: string;
};

// Saves of a conversation leave the column alone, so that none that is under way can take it back.
const HAND_OVER = `with c as (
    update conversations set visitor_id = $3::uuid where agent_id = $1::uuid and visitor_id = $2::uuid returning id),
  m as (update visitor_messages v set visitor_id = $3::uuid from c where v.conversation_id = c.id),
  f as (update files set visitor_id = $3::uuid where agent_id = $1::uuid and visitor_id = $2::uuid)
  select count(*)::int as handed_over from c`;

/** Gives what was a visitor's to another, in one statement: conversations, messages and files. Tells how many conversations. */
export async function handOver(query: NamedQuery, { agentId, from, to }: HandOver): Promise<number> {
  const [row] = await query<{ handed_over: number }>('visitor-hand-over', HAND_OVER, [agentId, from, to]);
  return row?.handed_over ?? 0;
}

const OPEN = `select id from conversations
  where agent_id = $1::uuid and visitor_id = any($2::uuid[]) and progress = 'open' order by last_message_at desc limit $3`;

/** The open conversations of an agent's visitors, the latest first. */
export async function findOpenConversations(
  query: NamedQuery,
  {
    agentId,
    visitorIds,
    limit,
  }: { readonly agentId: string; readonly visitorIds: readonly string[]; readonly limit: number },
): Promise<string[]> {
  const rows = await query<{ id: string }>('visitor-open', OPEN, [agentId, visitorIds, limit]);
  return rows.map(({ id }) => id);
}
