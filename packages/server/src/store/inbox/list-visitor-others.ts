import type { Source } from '@parley/protocol';
import type { Conversation, ShownConversation } from '../../domain/conversation/conversation.ts';
import type { NamedQuery } from '../conversations/save-conversation.ts';
import { SHOWN_COLUMNS, type ShownRow, shownOf } from '../conversations/shown-conversation.ts';

/** Whose conversations are asked for: those of the same visitor of the widget, and those with the same address. */
export type VisitorOf = Pick<Conversation, 'workspaceId' | 'agentId' | 'id' | 'visitorId'> & {
  readonly email: string | null;
};

export type OtherConversation = { readonly shown: ShownConversation; readonly source: Source };

/** So many are counted at most. */
export const COUNTED_MAX = 1_000;

// Two indexes, one for each way in which a conversation is theirs.
const BY_VISITOR = 'c.workspace_id = $1::uuid and c.agent_id = $2::uuid and c.visitor_id = $3::uuid';
const BY_EMAIL = 'c.workspace_id = $1::uuid and lower(c.visitor_email) = lower($4::text)';

const latest = (whose: string) => `(select ${SHOWN_COLUMNS}, c.source from conversations c where ${whose}
  and c.id <> $5::uuid order by c.last_message_at desc limit $6::int)`;
const LIST = `select * from (${latest(BY_VISITOR)} union ${latest(BY_EMAIL)}) others
  order by last_message_at desc, id desc limit $6::int`;

const some = (whose: string) => `(select c.id from conversations c where ${whose} limit ${COUNTED_MAX})`;
const COUNT = `select count(*)::int as count
  from (${some(BY_VISITOR)} union ${some(BY_EMAIL)} union select $5::uuid limit ${COUNTED_MAX}) theirs`;

const valuesOf = ({ workspaceId, agentId, visitorId, email, id }: VisitorOf) => [
  workspaceId,
  agentId,
  visitorId,
  email,
  id,
];

/** Other conversations of a conversation's visitor, the latest first. */
export async function listVisitorOthers(
  query: NamedQuery,
  whose: VisitorOf,
  limit: number,
): Promise<OtherConversation[]> {
  if (whose.visitorId === null && whose.email === null) return [];
  const rows = await query<ShownRow & { source: Source }>('visitor-others', LIST, [...valuesOf(whose), limit]);
  return rows.map((row) => ({ shown: shownOf(row), source: row.source }));
}

/** How many conversations are the visitor's, this one among them; counting stops at `COUNTED_MAX`. */
export async function countVisitorConversations(query: NamedQuery, whose: VisitorOf): Promise<number> {
  if (whose.visitorId === null && whose.email === null) return 1;
  const [row] = await query<{ count: number }>('visitor-conversation-count', COUNT, valuesOf(whose));
  return row?.count ?? 1;
}
