import {
  CONVERSATION_STATUSES,
  type ConversationStatus,
  DRIVERS,
  PRIORITIES,
  PROGRESSES,
  type Priority,
} from '@parley/protocol';
import { type RawBuilder, sql } from 'kysely';
import { statusOf } from '../../domain/conversation/conversation.ts';

/** Which conversations of a workspace; what is absent does not restrict. Ends of ranges are included. */
export type WorkspaceFilter = {
  readonly agentId?: string | undefined;
  readonly statuses?: readonly ConversationStatus[] | undefined;
  readonly priorities?: readonly Priority[] | undefined;
  readonly assignedTo?: readonly string[] | undefined;
  /** Adds those of nobody; alone, only they. */
  readonly includeUnassigned?: boolean | undefined;
  /** Any of them. */
  readonly tagIds?: readonly string[] | undefined;
  readonly createdFrom?: Date | undefined;
  readonly createdTo?: Date | undefined;
  readonly lastMessageFrom?: Date | undefined;
  readonly lastMessageTo?: Date | undefined;
};

export type Condition = RawBuilder<unknown>;

/** All conditions at once. */
export const every = (conditions: readonly Condition[]): Condition => sql`(${sql.join(conditions, sql` and `)})`;

/** Conversations `c` of a workspace that lists show; the text is that of the indexes' own condition. */
export const visibleIn = (workspaceId: string): Condition =>
  sql`c.workspace_id = ${workspaceId}::uuid and c.source not in ('preview', 'simulation')`;

/** The bounds of the last message. One that began then or later was also written to then or later. */
export function recencyBounds({ lastMessageFrom, lastMessageTo, createdFrom }: WorkspaceFilter): Condition[] {
  return [
    ...(lastMessageFrom ? [sql`c.last_message_at >= ${lastMessageFrom}::timestamptz`] : []),
    ...(lastMessageTo ? [sql`c.last_message_at <= ${lastMessageTo}::timestamptz`] : []),
    ...(createdFrom ? [sql`c.last_message_at >= ${createdFrom}::timestamptz`] : []),
  ];
}

/** Everything else that a filter asks of conversations `c`, by what it asks. */
export function detailsOf(workspaceId: string, filter: WorkspaceFilter): { readonly [kind in Kind]: Condition[] } {
  const { agentId, statuses, priorities, tagIds, createdFrom, createdTo } = filter;
  return {
    tag: tagIds ? [tagged(workspaceId, tagIds)] : [],
    assignee: assigneeOf(filter),
    agent: agentId ? [sql`c.agent_id = ${agentId}::uuid`] : [],
    status: [
      ...(statuses ? [anyOf(statuses.map(statusCondition))] : []),
      ...(priorities ? [sql`c.priority = any(${[...priorities]}::text[])`] : []),
    ],
    creation: [
      ...(createdFrom ? [sql`c.created_at >= ${createdFrom}::timestamptz`] : []),
      ...(createdTo ? [sql`c.created_at <= ${createdTo}::timestamptz`] : []),
    ],
  };
}

export type Kind = 'tag' | 'assignee' | 'agent' | 'status' | 'creation';

/** Every condition of a filter on conversations `c`. */
export const conditionsOf = (workspaceId: string, filter: WorkspaceFilter): Condition[] => [
  ...recencyBounds(filter),
  ...Object.values(detailsOf(workspaceId, filter)).flat(),
];

/** The statuses and priorities that a filter lets through, each pair as the condition of one stream of an index. */
export function statusStreams({ statuses, priorities }: WorkspaceFilter): Condition[] {
  return (statuses ?? CONVERSATION_STATUSES).flatMap((status) =>
    (priorities ?? PRIORITIES).map((priority) => sql`${statusCondition(status)} and c.priority = ${priority}`),
  );
}

function statusCondition(status: ConversationStatus): Condition {
  const driver = DRIVERS.find((candidate) => statusOf({ driver: candidate, progress: 'open' }) === status);
  if (driver) return sql`c.progress = 'open' and c.driver = ${driver}`;
  const progress = PROGRESSES.find((candidate) => candidate === status);
  return sql`c.progress <> 'open' and c.progress = ${progress ?? status}`;
}

function assigneeOf({ assignedTo, includeUnassigned }: WorkspaceFilter): Condition[] {
  const owned = assignedTo ? [sql`c.assigned_to = any(${[...assignedTo]}::uuid[])`] : [];
  const unowned = includeUnassigned ? [sql`c.assigned_to is null`] : [];
  return owned.length + unowned.length === 0 ? [] : [anyOf([...owned, ...unowned])];
}

/** Only what the palette still has: a deleted tag is in no conversation any more, though rows may name it. */
const tagged = (
  workspaceId: string,
  tagIds: readonly string[],
): Condition => sql`(c.tag_ids <> '{}' and c.tag_ids && array(
  select id from conversation_tags where workspace_id = ${workspaceId}::uuid and id = any(${[...tagIds]}::uuid[])))`;

const anyOf = (conditions: readonly Condition[]): Condition => sql`((${sql.join(conditions, sql`) or (`)}))`;
