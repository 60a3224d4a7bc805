import type { IdleRules } from '../../domain/conversation/apply-idle-rules.ts';
import type { ConversationKey } from './find-conversation.ts';
import type { NamedQuery } from './save-conversation.ts';

const rule = (name: string, fallback: string): string => `coalesce((a.settings->>'${name}')::int, ${fallback}::int)`;
const HOURS = rule('autoCloseHours', '$2');
const NOTICE = rule('queueNoticeMinutes', '$3');
const BACK = rule('handBackAfterMinutes', '$4');

/** Those of one rule: for each agent that has it, the beginning of an index range that holds nothing else. */
const due = (minutes: string, since: string, state: string, limit: string, more = ''): string => `
  (select c.workspace_id, c.id from agents a cross join lateral (
     select c.workspace_id, c.id from conversations c
     where c.agent_id = a.id and ${state}
       and c.${since} <= $1::timestamptz - make_interval(mins => ${minutes})
     order by c.${since} limit ${limit}) c
   where ${minutes} > 0 ${more} limit ${limit})`;

const ALL = '$5::int';
// Each of these may set a model to work.
const FEW = '($5::int + 9) / 10';
const silent = (driver: string): string => `c.driver = '${driver}' and c.silent_since is not null`;

// What was just handed back or reopened may have old messages.
const LEFT_ALONE = `c.driver = 'ai' and c.progress = 'open' and (c.silent_since is null
  or c.silent_since <= $1::timestamptz - make_interval(mins => ${HOURS} * 60))`;

const IDLE = [
  due(`${HOURS} * 60`, 'last_message_at', LEFT_ALONE, ALL),
  due(NOTICE, 'silent_since', silent('queue'), ALL),
  due(BACK, 'silent_since', silent('human'), FEW, "and a.state = 'active'"),
].join(' union all ');

/**
 * Conversations that an idle rule of their agent may ask something of at `at`, at most `limit` of each rule
 * and a tenth of that to hand back. `defaults` holds where an agent sets nothing. Costs what is due, not what is stored.
 */
export async function findIdle(
  query: NamedQuery,
  at: Date,
  defaults: IdleRules,
  limit: number,
): Promise<ConversationKey[]> {
  const { autoCloseHours, queueNoticeMinutes, handBackAfterMinutes } = defaults;
  const values = [at, autoCloseHours, queueNoticeMinutes, handBackAfterMinutes, limit];
  const rows = await query<{ workspace_id: string; id: string }>('conversations-idle', IDLE, values);
  return rows.map((row) => ({ workspaceId: row.workspace_id, id: row.id }));
}

/** The conversations that a person has, at most `limit`. */
export async function findOwned(
  query: NamedQuery,
  owner: { readonly workspaceId: string; readonly userId: string },
  limit: number,
): Promise<ConversationKey[]> {
  const rows = await query<{ id: string }>(
    'conversations-owned',
    'select id from conversations where workspace_id = $1::uuid and assigned_to = $2::uuid limit $3::int',
    [owner.workspaceId, owner.userId, limit],
  );
  return rows.map(({ id }) => ({ workspaceId: owner.workspaceId, id }));
}
