import { type RawBuilder, sql } from 'kysely';
import type { InboxListRow } from '../../domain/inbox/inbox-row.ts';
import type { Db } from '../schema.ts';
import { every } from './condition.ts';
import { conditionsOf, visibleIn } from './workspace-filter.ts';
import { pageOf, pageOrder, type WorkspaceList } from './workspace-page.ts';

/** More than is shown of a message: its beginning may be markup. */
const CONTENT_MAX = 2_000;

/** A page of the inbox's list, in one statement, with the values of the given metadata keys. */
export async function listInboxRows(db: Db, list: WorkspaceList, keys: readonly string[]): Promise<InboxListRow[]> {
  const { rows } = await inboxListQuery(list, keys).execute(db);
  return rows;
}

/** The statement of a page, for those who want to see its plan. */
export const inboxListQuery = (list: WorkspaceList, keys: readonly string[]): RawBuilder<InboxListRow> =>
  sql<InboxListRow>`
    select r.* from (${pageOf(list)}) p ${eachRow(list.workspaceId, keys)} order by ${pageOrder(list)}`;

/** Those of some conversations that belong to a list as they are now, in its order. */
export async function listInboxRowsAmong(
  db: Db,
  list: WorkspaceList,
  { ids, keys }: { readonly ids: readonly string[]; readonly keys: readonly string[] },
): Promise<InboxListRow[]> {
  const { workspaceId, filter } = list;
  const kept = every([visibleIn(workspaceId), ...conditionsOf(workspaceId, filter)]);
  const { rows } = await sql<InboxListRow>`
    select r.* from unnest(${[...ids]}::uuid[]) as k(id) cross join lateral (
      select c.id, c.last_message_at, c.created_at, c.priority from conversations c
      where c.workspace_id = ${workspaceId}::uuid and c.id = k.id and ${kept} limit 1) p
    ${eachRow(workspaceId, keys)} order by ${orderOf(list)}`.execute(db);
  return rows;
}

/** The given conversations, in the given order. */
export async function listInboxRowsById(
  db: Db,
  workspaceId: string,
  { ids, keys }: { readonly ids: readonly string[]; readonly keys: readonly string[] },
): Promise<InboxListRow[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<InboxListRow>`
    select r.* from unnest(${[...ids]}::uuid[]) with ordinality as p(id, place) ${eachRow(workspaceId, keys)}
    order by p.place`.execute(db);
  return rows;
}

function orderOf({ by, isDescending }: WorkspaceList): RawBuilder<unknown> {
  const way = isDescending ? sql`desc` : sql`asc`;
  const rank = sql`array_position(array['low', 'medium', 'high'], p.priority) ${way}, p.last_message_at desc, p.id desc`;
  return by === 'priority' ? rank : sql`${sql.ref(`p.${by}`)} ${way}, p.id ${way}`;
}

/** What is shown of each id `p.id`, by its key. The limits keep the planner from joining in another way. */
const eachRow = (workspaceId: string, keys: readonly string[]): RawBuilder<unknown> => sql`
  cross join lateral (
    select c.id, c.agent_id as "agentId", c.visitor_id as "visitorId", c.seq, c.title, c.visitor_name as "visitorName",
      c.visitor_email as "visitorEmail", c.visitor_phone as "visitorPhone", c.visitor_label as "visitorLabel",
      left(c.last_message_content, ${sql.lit(CONTENT_MAX)}) as "lastMessageContent",
      (select m.author from messages m where m.workspace_id = c.workspace_id and m.conversation_id = c.id
        and m.ord = c.message_count) as "lastMessageAuthor",
      c.last_message_at as "lastMessageAt", c.created_at as "createdAt", c.unread, c.driver, c.progress, c.priority,
      c.assigned_to as "assignedTo",
      array(select t.id from conversation_tags t
        where t.workspace_id = c.workspace_id and t.id = any(c.tag_ids) order by t.name_key) as "tagIds",
      c.source, c.most_frequent_language as language, c.sentiment_score as "sentimentScore", c.analysis,
      ${valuesOf(keys)} as metadata
    from conversations c where c.workspace_id = ${workspaceId}::uuid and c.id = p.id limit 1) r`;

const valuesOf = (keys: readonly string[]): RawBuilder<unknown> =>
  keys.length === 0
    ? sql`'{}'::jsonb`
    : sql`(select coalesce(jsonb_object_agg(k, c.metadata -> k), '{}') from unnest(${[...keys]}::text[]) k
        where jsonb_exists(c.metadata, k))`;
