import {
  type AssigneeType,
  CONVERSATION_STATUSES,
  type ConversationStatus,
  DRIVERS,
  PRIORITIES,
  PROGRESSES,
  type Priority,
  type ResolutionStatus,
} from '@parley/protocol';
import { sql } from 'kysely';
import { assigneeType, statusOf } from '../../domain/conversation/conversation.ts';
import { anyOf, type Condition } from './condition.ts';
import { type FactFilter, factConditions } from './fact-filter.ts';
import { conditionsOfView, statusesOfView, type ViewFor } from './inbox-view.ts';

/** Which conversations of a workspace; what is absent does not restrict. Ends of ranges are included. */
export type WorkspaceFilter = FactFilter & {
  readonly view?: ViewFor | undefined;
  readonly agentId?: string | undefined;
  readonly statuses?: readonly ConversationStatus[] | undefined;
  readonly resolution?: ResolutionStatus | undefined;
  readonly assigneeTypes?: readonly AssigneeType[] | undefined;
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
  const { view, agentId, assigneeTypes, priorities, tagIds, createdFrom, createdTo } = filter;
  const statuses = statusesOf(filter);
  return {
    view: view ? conditionsOfView(view) : [],
    tag: tagIds ? [tagged(workspaceId, tagIds)] : [],
    assignee: assigneeOf(filter),
    agent: agentId ? [sql`c.agent_id = ${agentId}::uuid`] : [],
    status: [
      ...(statuses.length < CONVERSATION_STATUSES.length ? [anyOf(statuses.map(statusCondition))] : []),
      ...(priorities ? [sql`c.priority = any(${[...priorities]}::text[])`] : []),
    ],
    driver: [
      ...(assigneeTypes ? [sql`c.driver = any(${driversOf(assigneeTypes)}::text[])`] : []),
      ...(view?.name === 'with_agent' ? [sql`c.assigned_to is null`] : []),
    ],
    creation: [
      ...(createdFrom ? [sql`c.created_at >= ${createdFrom}::timestamptz`] : []),
      ...(createdTo ? [sql`c.created_at <= ${createdTo}::timestamptz`] : []),
    ],
    fact: factConditions(workspaceId, filter),
  };
}

export type Kind = 'view' | 'tag' | 'assignee' | 'agent' | 'status' | 'driver' | 'creation' | 'fact';

/** Every condition of a filter on conversations `c`. */
export const conditionsOf = (workspaceId: string, filter: WorkspaceFilter): Condition[] => [
  ...recencyBounds(filter),
  ...Object.values(detailsOf(workspaceId, filter)).flat(),
];

/** The statuses and priorities that a filter lets through, each pair as the condition of one stream of an index. */
export function statusStreams(filter: WorkspaceFilter): Condition[] {
  return statusesOf(filter).flatMap((status) =>
    (filter.priorities ?? PRIORITIES).map((priority) => sql`${statusCondition(status)} and c.priority = ${priority}`),
  );
}

/** All that a filter lets through, whichever way it says so. */
function statusesOf({ view, statuses, resolution }: WorkspaceFilter): ConversationStatus[] {
  const ofView = statusesOfView(view);
  return CONVERSATION_STATUSES.filter(
    (status) =>
      ofView.includes(status) &&
      (statuses?.includes(status) ?? true) &&
      (resolution === undefined || (resolution === 'open') === isOpen(status)),
  );
}

const isOpen = (status: ConversationStatus): boolean => driverOf(status) !== undefined;

/** Who drives an open conversation of a status; undefined for those that have ended. */
const driverOf = (status: ConversationStatus) =>
  DRIVERS.find((candidate) => statusOf({ driver: candidate, progress: 'open' }) === status);

const driversOf = (types: readonly AssigneeType[]): string[] =>
  DRIVERS.filter((driver) => types.includes(assigneeType(driver)));

function statusCondition(status: ConversationStatus): Condition {
  const driver = driverOf(status);
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
