import { sql } from 'kysely';
import type { HandoffWish } from '../../domain/turn/turn-context.ts';
import type { JsonObject } from '../../lib/json.ts';
import type { ConversationKey } from '../conversations/find-conversation.ts';
import type { NamedQuery } from '../conversations/save-conversation.ts';
import type { LogCursor } from '../events/read-log.ts';
import type { Tx } from '../schema.ts';

/** An event of the log; `isHandOff` where by it the agent, the visitor or an integration called for people. */
export type LoggedHandOff = LogCursor & {
  readonly workspaceId: string;
  readonly conversationId: string;
  readonly agentId: string;
  readonly seq: number;
  readonly isHandOff: boolean;
  readonly at: Date;
};

/** What was committed after a cursor, in commit order, at most `limit` events. */
export async function readHandOffs(tx: Tx, cursor: LogCursor, limit: number): Promise<LoggedHandOff[]> {
  const { rows } = await sql<LoggedHandOff>`
    select e.xid::text as xid, e.id, e.workspace_id as "workspaceId", e.conversation_id as "conversationId",
      e.agent_id as "agentId", e.seq, e.created_at as at,
      e.type = 'conversation.updated' and coalesce(e.data->'driver'->>'from' = 'ai' and e.data->'driver'->>'to' = 'queue'
        and e.data->'by'->>'type' <> 'operator', false) as "isHandOff"
    from events e
    where (e.xid, e.id) > (${cursor.xid}::xid8, ${cursor.id}::bigint) and e.xid < pg_snapshot_xmin(pg_current_snapshot())
    order by e.xid, e.id limit ${limit}`.execute(tx);
  return rows;
}

/** Writes down that a hand-off has been followed; false when it had been. */
export async function insertHandOff(
  tx: Tx,
  { workspaceId, conversationId, seq, agentId }: LoggedHandOff,
  { summaryDueAt, at }: { readonly summaryDueAt: Date | null; readonly at: Date },
): Promise<boolean> {
  const { rows } = await sql`
    insert into hand_offs (workspace_id, conversation_id, seq, agent_id, summary_due_at, created_at)
    values (${workspaceId}::uuid, ${conversationId}::uuid, ${seq}, ${agentId}::uuid, ${summaryDueAt}, ${at})
    on conflict do nothing returning seq`.execute(tx);
  return rows.length > 0;
}

/** What was said, as whoever takes over reads it. */
export type TalkMessage = {
  readonly author: 'visitor' | 'ai_assistant' | 'human_operator';
  readonly content: string;
  readonly isWelcome: boolean;
  /** Of a reply of the agent; null for everything else. */
  readonly kind: string | null;
  /** Of the reply that handed over. */
  readonly wish: HandoffWish | null;
};

/** The latest `limit` messages of a conversation, oldest first. */
export async function listTalk(query: NamedQuery, key: ConversationKey, limit: number): Promise<TalkMessage[]> {
  const rows = await query<TalkMessage>(
    'hand-off-talk',
    `select author, content, is_welcome as "isWelcome", insights->>'kind' as kind, insights->'handoff' as wish
     from messages where workspace_id = $1::uuid and conversation_id = $2::uuid order by ord desc limit $3::int`,
    [key.workspaceId, key.id, limit],
  );
  return rows.toReversed();
}

/** A hand-off of which a summary is to be written. */
export type DueSummary = {
  readonly workspaceId: string;
  readonly conversationId: string;
  readonly seq: number;
  readonly agentId: string;
  readonly attempts: number;
  readonly settings: JsonObject;
};

/** Takes the summary that is due longest, and counts the attempt: nobody else takes it before the lease ends. */
export async function claimSummary(query: NamedQuery, at: Date, leaseMs: number): Promise<DueSummary | null> {
  const [row] = await query<DueSummary>(
    'hand-off-summary-claim',
    `update hand_offs h set attempts = h.attempts + 1, summary_due_at = $2::timestamptz
     from agents a where a.id = h.agent_id and (h.workspace_id, h.conversation_id, h.seq) = (
       select workspace_id, conversation_id, seq from hand_offs where summary_due_at <= $1::timestamptz
       order by summary_due_at limit 1 for update skip locked)
     returning h.workspace_id as "workspaceId", h.conversation_id as "conversationId", h.seq,
       h.agent_id as "agentId", h.attempts, a.settings`,
    [at, new Date(at.getTime() + leaseMs)],
  );
  return row ?? null;
}

/** No summary is wanted any more; false where that was so already, as when another node has written it. */
export async function settleSummary(
  tx: Tx,
  { workspaceId, conversationId, seq }: Pick<DueSummary, 'workspaceId' | 'conversationId' | 'seq'>,
): Promise<boolean> {
  const { rows } = await sql`
    update hand_offs set summary_due_at = null
    where workspace_id = ${workspaceId}::uuid and conversation_id = ${conversationId}::uuid and seq = ${seq}
      and summary_due_at is not null returning seq`.execute(tx);
  return rows.length > 0;
}
