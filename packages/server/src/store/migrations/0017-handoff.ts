import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * When people are there, and what is said while they are not, become settings of the agent, which a turn has at hand: the
 * widget is not the only one that needs them. What follows a hand-off is kept by conversation and event.
 */
const statements = [
  `update agents set
     settings = settings || jsonb_strip_nulls(jsonb_build_object(
       'workingHours', widget->'workingHours', 'outOfHoursText', widget->'outOfHoursText')),
     widget = widget - 'workingHours' - 'outOfHoursText'
   where widget ?| array['workingHours', 'outOfHoursText']`,

  `create table hand_offs (
     workspace_id uuid not null, conversation_id uuid not null, seq integer not null, agent_id uuid not null,
     summary_due_at timestamptz, attempts integer not null default 0, created_at timestamptz not null,
     primary key (workspace_id, conversation_id, seq))`,
  'create index hand_offs_to_summarise on hand_offs (summary_due_at) where summary_due_at is not null',

  // Nobody is told of what was handed over before.
  `insert into log_cursors (name, xid, id)
   select 'hand_offs', xid, id from events order by xid desc, id desc limit 1`,
];

export const handoff: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
