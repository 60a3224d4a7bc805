import type { AssigneeType, Driver, ResolutionStatus, Source } from '@parley/protocol';
import { type RawBuilder, sql } from 'kysely';
import { assigneeType } from '../../domain/conversation/conversation.ts';

/** Which conversations of an agent; what is absent does not restrict. Ends of ranges are included. */
export type ConversationFilter = {
  readonly assigneeType?: AssigneeType | undefined;
  /** Unless given, conversations of hidden sources are left out. */
  readonly source?: Source | undefined;
  readonly resolutionStatus?: ResolutionStatus | undefined;
  readonly createdFrom?: Date | undefined;
  readonly createdTo?: Date | undefined;
  readonly lastMessageFrom?: Date | undefined;
  readonly lastMessageTo?: Date | undefined;
  readonly language?: string | undefined;
};

const DRIVERS: readonly Driver[] = ['ai', 'queue', 'human'];

/** The condition of a filter on conversations `c`, the agent included. */
export function whereConversation(agentId: string, filter: ConversationFilter): RawBuilder<boolean> {
  const parts = [sql`c.agent_id = ${agentId}::uuid`, whereSource(filter.source), ...whereDetails(filter)];
  return sql<boolean>`(${sql.join(parts, sql` and `)})`;
}

/** Whether a filter asks for more than the agent and the source. */
export function hasDetails(filter: ConversationFilter): boolean {
  return whereDetails(filter).length > 0;
}

/**
 * The condition on the source, of conversations `c` or search documents `s`. The hidden ones stand in the text as in the indexes' own conditions: behind parameters
 * the planner could not tell which index holds the rows.
 */
export function whereSource(source: Source | undefined, table: 'c' | 's' = 'c'): RawBuilder<boolean> {
  const column = sql.ref(`${table}.source`);
  if (source === 'preview' || source === 'simulation') {
    return sql`(${column} in ('preview', 'simulation') and ${column} = ${source})`;
  }
  const shown = sql<boolean>`${column} not in ('preview', 'simulation')`;
  return source ? sql`(${shown} and ${column} = ${source})` : shown;
}

function whereDetails(filter: ConversationFilter): RawBuilder<unknown>[] {
  const parts: RawBuilder<unknown>[] = [];
  if (filter.assigneeType) {
    const drivers = DRIVERS.filter((driver) => assigneeType(driver) === filter.assigneeType);
    parts.push(sql`c.driver = any(${drivers}::text[])`);
  }
  if (filter.resolutionStatus === 'open') parts.push(sql`c.progress = 'open'`);
  if (filter.resolutionStatus === 'resolved') parts.push(sql`c.progress <> 'open'`);
  if (filter.createdFrom) parts.push(sql`c.created_at >= ${filter.createdFrom}::timestamptz`);
  if (filter.createdTo) parts.push(sql`c.created_at <= ${filter.createdTo}::timestamptz`);
  if (filter.lastMessageFrom) parts.push(sql`c.last_message_at >= ${filter.lastMessageFrom}::timestamptz`);
  if (filter.lastMessageTo) parts.push(sql`c.last_message_at <= ${filter.lastMessageTo}::timestamptz`);
  if (filter.language) parts.push(sql`c.most_frequent_language = ${filter.language}`);
  return parts;
}
