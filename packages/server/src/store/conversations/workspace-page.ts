import { PRIORITIES, type Priority } from '@parley/protocol';
import { sql } from 'kysely';
import { type Condition, every } from './condition.ts';
import { factCandidates, NO_FACTS } from './fact-filter.ts';
import {
  conditionsOf,
  detailsOf,
  type Kind,
  recencyBounds,
  statusStreams,
  visibleIn,
  type WorkspaceFilter,
} from './workspace-filter.ts';

/** Which list: its filter, its order, where it goes on, and how many. */
export type WorkspaceList = {
  readonly workspaceId: string;
  readonly filter: WorkspaceFilter;
  /** Within a priority the newest message comes first, whichever way the priorities go. */
  readonly by: 'last_message_at' | 'created_at' | 'priority';
  readonly isDescending: boolean;
  /** The last row that was read; null for the first page. */
  readonly after: Place | null;
  readonly limit: number;
};

/** The place of a conversation in an order: the time that it is sorted by, and its priority. */
export type Place = { readonly at: Date; readonly id: string; readonly priority: Priority };

/** So many of the newest are looked at before a narrower index is asked: what is common is found among them. */
const PROBE = 2_000;

/** So many of what all else lets through are looked at by their facts, before the index of facts is asked. */
const FACTS_PROBE = 1_000;
/** So many where among those there were enough to fill the page so. */
const FACTS_WALK = 8_000;

/** `select id, at, rank …` of a page: what it orders by comes along, `rank` first. */
export function pageOf(list: WorkspaceList): Condition {
  return detailsOf(list.workspaceId, list.filter).fact.length > 0 ? byFacts(list) : withoutFacts(list);
}

/**
 * What facts ask for is looked for by key among the first of what all else lets through; where it is met often enough for that
 * to fill the page, among some more. What is rarer is given by the index of facts, all that may be meant, to be sorted. Tags
 * count as facts here: their index has no order either.
 */
function byFacts(list: WorkspaceList): Condition {
  const { limit } = list;
  // The rows that fill no page are asked for again: that costs less than to keep them.
  return sql`
    with h as materialized (${probed(list, FACTS_PROBE)}),
    n as materialized (select count(*) as found from h),
    w as materialized (select id, at, rank from (${probed(list, FACTS_WALK)}) w
      where (select found < ${limit} and found * ${FACTS_WALK / FACTS_PROBE} >= ${limit} from n)),
    d as materialized (
      select case when (select found from n) < ${limit} and (select count(*) from w) < ${limit}
        then (select count(*) from (${withoutFacts(probe(list, FACTS_PROBE))}) p) = ${FACTS_PROBE} else false end as is_deeper)
    select id, at, rank from w where not (select is_deeper from d)
    union all select id, at, rank from h where not (select is_deeper from d) and not exists (select from w)
    union all select id, at, rank from (${candidates(list)}) c where (select is_deeper from d)`;
}

/** Those of the first `size` of what all else lets through that have what facts and tags ask for. */
function probed(list: WorkspaceList, size: number): Condition {
  const { tag, fact } = detailsOf(list.workspaceId, list.filter);
  return sql`
    select id, at, rank from (${withoutFacts(probe(list, size))}) p where exists (select 1 from (
      select * from conversations c where c.workspace_id = ${list.workspaceId}::uuid and c.id = p.id limit 1) c
      where ${every([...tag, ...fact])})
    order by ${pageOrder(list)} limit ${list.limit}`;
}

function probe({ filter, ...list }: WorkspaceList, size: number): WorkspaceList {
  const { tagIds: _tags, ...others } = filter;
  return { ...list, filter: { ...others, ...NO_FACTS }, limit: size };
}

/** All that the index of facts gives, in the order of the list; without facts that are in it, what all conditions give. */
function candidates(list: WorkspaceList): Condition {
  const { workspaceId, filter, limit } = list;
  const found = factCandidates(workspaceId, filter);
  if (!found) return list.by === 'priority' ? byPriority(list) : select(list, conditionsOf(workspaceId, filter));
  const row = every([visibleIn(workspaceId), ...conditionsOf(workspaceId, filter)]);
  return sql`
    select id, at, rank from (
      select c.id, c.at, c.rank from (${found}) f cross join lateral (
        select c.id, c.${sql.ref(columnOf(list))} as at, ${rankOf(list)} as rank from conversations c
        where c.workspace_id = ${workspaceId}::uuid and c.id = f.id and ${row} limit 1) c offset 0) n
    where ${beyondRanked(list)} order by ${pageOrder(list)} limit ${limit}`;
}

function withoutFacts(list: WorkspaceList): Condition {
  switch (list.by) {
    case 'created_at':
      return select(list, conditionsOf(list.workspaceId, list.filter));
    case 'priority':
      return byPriority(list);
    case 'last_message_at':
      return byRecency(list);
  }
}

/** The order of a page by what `pageOf` selects. */
export const pageOrder = (list: WorkspaceList): Condition => sql`rank, ${order(list, 'at', 'id')}`;

/**
 * What was begun before a moment, newest message first: all that was last written to before it, and of the rest, which may
 * be nearly all of the workspace, those that lasted long or were begun shortly before.
 */
function byRecency(list: WorkspaceList): Condition {
  const { createdTo, ...filter } = list.filter;
  if (!createdTo || !list.isDescending) return byKind(list);
  const { lastMessageTo } = filter;
  const until = lastMessageTo && lastMessageTo < createdTo ? lastMessageTo : createdTo;
  const later = every([
    sql`c.last_message_at > ${createdTo}::timestamptz and c.created_at <= ${createdTo}::timestamptz`,
    ...recencyBounds(filter),
  ]);
  const lasted = sql`c.last_message_at - c.created_at > interval '1 day'`;
  const shortly = sql`c.created_at > ${createdTo}::timestamptz - interval '1 day' and not (${lasted})`;
  return firstOf(list, [
    byKind({ ...list, filter: { ...filter, lastMessageTo: until } }),
    meeting(list, unordered(list, [lasted, later]), filter),
    meeting(list, unordered(list, [shortly, later]), filter),
  ]);
}

/** Those of a few that a filter lets through, each looked at by its key: the planner would begin with a tag's index. */
function meeting(list: WorkspaceList, few: Condition, filter: WorkspaceFilter): Condition {
  const details = Object.values(detailsOf(list.workspaceId, filter)).flat();
  if (details.length === 0) return few;
  return sql`select id, at, rank from (${few}) f where exists (select 1 from (
      select * from conversations c where c.workspace_id = ${list.workspaceId}::uuid and c.id = f.id limit 1) c
    where ${every(details)})`;
}

/**
 * A filter of one kind has an index in its own order. Several are first looked for among the newest, by the index that
 * holds all of their columns; only when that does not fill the page, the index of one kind is read to the end.
 */
function byKind(list: WorkspaceList): Condition {
  const details = detailsOf(list.workspaceId, list.filter);
  const asked = KINDS.filter((kind) => details[kind].length > 0);
  const kind = NARROW.find((candidate) => asked.includes(candidate) && isNarrow(list, candidate));
  if (!kind) return select(list, conditionsOf(list.workspaceId, list.filter));
  const rest = [...recencyBounds(list.filter), ...KINDS.flatMap((other) => (other === kind ? [] : details[other]))];
  // Such a view is short, and whatever else is asked is looked for in it.
  if (kind === 'view') return select(list, conditionsOf(list.workspaceId, list.filter));
  const narrow = kind === 'tag' ? tagged(list) : firstOf(list, streamsOf(list, kind, rest));
  return asked.length === 1 && kind !== 'tag' ? narrow : probing(list, narrow);
}

const KINDS = [
  'view',
  'tag',
  'assignee',
  'agent',
  'status',
  'driver',
  'creation',
  'fact',
] as const satisfies readonly Kind[];
/** Those that have an index of their own, the narrowest first. */
const NARROW = ['view', 'tag', 'assignee', 'agent', 'status'] as const satisfies readonly Kind[];

const isNarrow = ({ filter }: WorkspaceList, kind: Kind): boolean => kind !== 'assignee' || !filter.includeUnassigned;

/** Selects that each read one index in order, which together give what a filter of one kind asks. */
function streamsOf(
  list: WorkspaceList,
  kind: 'assignee' | 'agent' | 'status',
  rest: readonly Condition[],
): Condition[] {
  const { filter } = list;
  switch (kind) {
    case 'assignee':
      return (filter.assignedTo ?? []).map((user) => select(list, [sql`c.assigned_to = ${user}::uuid`, ...rest]));
    case 'agent':
      return [select(list, [sql`c.agent_id = ${filter.agentId}::uuid`, ...rest])];
    case 'status':
      return statusStreams(filter).map((stream) => select(list, [stream, ...rest]));
  }
}

/** The tag index has no order: what it gives is sorted. */
const tagged = (list: WorkspaceList): Condition => sql`
  select id, at, rank from (${unordered(list, conditionsOf(list.workspaceId, list.filter))}) t order by ${pageOrder(list)} limit ${list.limit}`;

function probing(list: WorkspaceList, narrow: Condition): Condition {
  const bounds = every([visibleIn(list.workspaceId), ...recencyBounds(list.filter), ...beyond(list)]);
  const details = every(Object.values(detailsOf(list.workspaceId, list.filter)).flat());
  // A part whose condition does not depend on its rows is not run at all when it is false.
  return sql`
    with b as materialized (
      select c.id, c.last_message_at, c.agent_id, c.driver, c.progress, c.priority, c.assigned_to, c.created_at, c.tag_ids
      from conversations c where ${bounds} order by ${order(list, 'c.last_message_at', 'c.id')} limit ${PROBE}),
    h as materialized (
      select c.id, c.last_message_at as at, 0 as rank from b c where ${details}
      order by ${order(list, 'c.last_message_at', 'c.id')} limit ${list.limit}),
    d as materialized (
      select (select count(*) from h) < ${list.limit} and (select count(*) from b) = ${PROBE} as is_deeper)
    select id, at, rank from h where not (select is_deeper from d)
    union all select id, at, rank from (${narrow}) n where (select is_deeper from d)`;
}

function byPriority(list: WorkspaceList): Condition {
  const { filter, after, isDescending } = list;
  const inOrder = isDescending ? PRIORITIES.toReversed() : PRIORITIES;
  const ahead = after ? inOrder.slice(inOrder.indexOf(after.priority)) : inOrder;
  const wanted = ahead.filter((priority) => filter.priorities?.includes(priority) ?? true);
  const details = detailsOf(list.workspaceId, filter);
  const isFew =
    details.view.length > 0 ||
    filter.tagIds !== undefined ||
    (filter.assignedTo !== undefined && !filter.includeUnassigned);
  const rest = [...recencyBounds(filter), ...KINDS.flatMap((kind) => (kind === 'status' ? [] : details[kind]))];
  const selects = wanted.flatMap((priority) => {
    const of = {
      ...list,
      filter: { ...filter, priorities: [priority] },
      after: after?.priority === priority ? after : null,
    };
    const rank = inOrder.indexOf(priority);
    if (isFew) return [select(of, conditionsOf(of.workspaceId, of.filter), rank)];
    return statusStreams(of.filter).map((stream) => select(of, [stream, ...rest], rank));
  });
  return firstOf(list, selects);
}

const firstOf = (list: WorkspaceList, selects: readonly Condition[]): Condition =>
  selects.length === 0
    ? sql`select null::uuid as id, now() as at, 0 as rank where false`
    : sql`select id, at, rank from (${sql.join(
        selects.map((one) => sql`(${one})`),
        sql` union all `,
      )}) s order by ${pageOrder(list)} limit ${list.limit}`;

const select = (list: WorkspaceList, conditions: readonly Condition[], rank = 0): Condition => sql`
  select c.id, c.${sql.ref(columnOf(list))} as at, ${sql.lit(rank)} as rank from conversations c
  where ${every([visibleIn(list.workspaceId), ...conditions, ...beyond(list)])}
  order by ${order(list, `c.${columnOf(list)}`, 'c.id')} limit ${list.limit}`;

/** Without an order, the planner takes the index that gives the fewest. */
const unordered = (list: WorkspaceList, conditions: readonly Condition[]): Condition => sql`
  select c.id, c.${sql.ref(columnOf(list))} as at, 0 as rank from conversations c
  where ${every([visibleIn(list.workspaceId), ...conditions, ...beyond(list)])} offset 0`;

const columnOf = ({ by }: WorkspaceList): string => (by === 'created_at' ? 'created_at' : 'last_message_at');
const goesDown = ({ by, isDescending }: WorkspaceList): boolean => by === 'priority' || isDescending;

function beyond(list: WorkspaceList): Condition[] {
  if (!list.after) return [];
  const place = sql`(${list.after.at}::timestamptz, ${list.after.id}::uuid)`;
  const row = sql`(c.${sql.ref(columnOf(list))}, c.id)`;
  return [goesDown(list) ? sql`${row} < ${place}` : sql`${row} > ${place}`];
}

/** Where a row stands among the priorities, as `byPriority` counts them: 0 where the list does not go by them. */
function rankOf({ by, isDescending }: WorkspaceList): Condition {
  if (by !== 'priority') return sql`0`;
  const inOrder = isDescending ? PRIORITIES.toReversed() : PRIORITIES;
  return sql`array_position(${[...inOrder]}::text[], c.priority) - 1`;
}

/** What comes after the place, of rows that have their rank. */
function beyondRanked({ by, after, isDescending, ...list }: WorkspaceList): Condition {
  if (!after) return sql`true`;
  const way = goesDown({ ...list, by, after, isDescending }) ? sql`<` : sql`>`;
  const later = sql`(at, id) ${way} (${after.at}::timestamptz, ${after.id}::uuid)`;
  if (by !== 'priority') return later;
  const rank = (isDescending ? PRIORITIES.toReversed() : PRIORITIES).indexOf(after.priority);
  return sql`(rank > ${sql.lit(rank)} or (rank = ${sql.lit(rank)} and ${later}))`;
}

function order(list: WorkspaceList, at: string, id: string): Condition {
  const way = goesDown(list) ? sql`desc` : sql`asc`;
  return sql`${sql.ref(at)} ${way}, ${sql.ref(id)} ${way}`;
}
