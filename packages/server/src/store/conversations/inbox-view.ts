import { CONVERSATION_STATUSES, type ConversationStatus, type InboxView } from '@parley/protocol';
import { sql } from 'kysely';
import type { Condition } from './condition.ts';

/** A built-in view, and whose `mine` and `others` are told apart. */
export type ViewFor = { readonly name: InboxView; readonly userId: string };

/** What has not ended and people have or are asked for, in the words of its index. */
export const FOR_PEOPLE: Condition = sql`c.progress = 'open' and (c.driver <> 'ai' or c.assigned_to is not null)`;

/** What the analysis has flagged, in the words of its index. */
export const FLAGGED: Condition = sql`c.analysis ->> 'is_flagged' = 'true'`;

const OPEN = ['open', 'bot_active', 'agent_requested'] as const satisfies readonly ConversationStatus[];

const STATUSES: Partial<Record<InboxView, readonly ConversationStatus[]>> = {
  open: OPEN,
  with_agent: ['bot_active'],
  resolved: ['resolved', 'closed'],
  archived: ['archived'],
};

/** The statuses of a view: where these are not all, they are what makes it. */
export const statusesOfView = (view: ViewFor | undefined): readonly ConversationStatus[] =>
  (view && STATUSES[view.name]) ?? CONVERSATION_STATUSES;

/** What else is asked of conversations `c`, for views that have an index of their own. */
export function conditionsOfView({ name, userId }: ViewFor): Condition[] {
  switch (name) {
    case 'mine':
      return [FOR_PEOPLE, sql`c.assigned_to = ${userId}::uuid`];
    case 'others':
      return [FOR_PEOPLE, sql`c.assigned_to is not null and c.assigned_to <> ${userId}::uuid`];
    case 'unassigned':
      return [FOR_PEOPLE, sql`c.assigned_to is null`];
    case 'flagged':
      return [FLAGGED, sql`c.progress <> 'archived'`];
    default:
      return [];
  }
}
