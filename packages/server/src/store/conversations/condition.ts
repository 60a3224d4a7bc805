import { type RawBuilder, sql } from 'kysely';

/** What is asked of rows. */
export type Condition = RawBuilder<unknown>;

/** All conditions at once. */
export const every = (conditions: readonly Condition[]): Condition => sql`(${sql.join(conditions, sql` and `)})`;

/** At least one of the conditions; of none, nothing. */
export const anyOf = (conditions: readonly Condition[]): Condition =>
  conditions.length === 0 ? sql`false` : sql`((${sql.join(conditions, sql`) or (`)}))`;
