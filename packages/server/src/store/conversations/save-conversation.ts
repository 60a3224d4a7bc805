import type { Conversation, Decision, NewMessage } from '../../domain/conversation/conversation.ts';
import { CHANGING_COLUMNS, toRow } from './conversation-row.ts';

/** Runs one named statement and gives its rows: outside a transaction, or inside the one that it belongs to. */
export type NamedQuery = <T>(name: string, sql: string, values: readonly unknown[]) => Promise<T[]>;

/** What a turn cost: kept apart from the log, so that no API, stream, webhook or export can carry it. */
export type TurnUsage = {
  readonly turnId: string;
  readonly outcome: string;
  readonly model: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly latencyMs: number;
  readonly at: Date;
};

// One statement a commit, always named: unnamed, planning it costs more than the round trips that it saves.
const APPEND = `
  m as (insert into messages select m.* from h, jsonb_populate_recordset(null::messages, $2::jsonb) m),
  e as (insert into events (workspace_id, conversation_id, agent_id, seq, type, data, created_at)
        select h.workspace_id, h.id, h.agent_id, x.seq, x.type, x.data, x.created_at
        from h, jsonb_to_recordset($3::jsonb) as x(seq int, type text, data jsonb, created_at timestamptz)),
  u as (insert into turn_usage
        select x.turn_id, h.workspace_id, h.agent_id, h.id, x.outcome, x.model, x.input_tokens, x.output_tokens,
               x.latency_ms, x.created_at
        from h, jsonb_to_recordset($4::jsonb) as x(turn_id uuid, outcome text, model text, input_tokens int,
               output_tokens int, latency_ms int, created_at timestamptz))
  select 1 as saved from h`;

const CREATE = `with h as (
  insert into conversations select * from jsonb_populate_record(null::conversations, $1::jsonb)
  on conflict do nothing returning workspace_id, agent_id, id), ${APPEND}`;

const columns = CHANGING_COLUMNS.join(', ');
const UPDATE = `with r as (select * from jsonb_populate_record(null::conversations, $1::jsonb)), h as (
  update conversations c set (${columns}) = (select ${columns} from r)
  where c.workspace_id = $5::uuid and c.id = $6::uuid and c.seq = $7::int
  returning c.workspace_id, c.agent_id, c.id), ${APPEND}`;

/**
 * Saves a decision in one statement: state, messages, events and usage together or not at all (I5). `expected` is the
 * state that the decision was made on, null for a conversation that begins. Gives false, and writes nothing, when the
 * conversation has changed since: read it again, decide again.
 */
export async function saveConversation(
  query: NamedQuery,
  expected: Conversation | null,
  decision: Decision,
  at: Date,
  usage: readonly TurnUsage[] = [],
): Promise<boolean> {
  const { next } = decision;
  const values = [
    JSON.stringify(toRow(next)),
    JSON.stringify(decision.messages.map((message) => messageRow(next, message))),
    JSON.stringify(eventRows(decision, at)),
    JSON.stringify(usage.map(usageRow)),
  ];
  const saved = expected
    ? await query('conversation-update', UPDATE, [...values, next.workspaceId, next.id, expected.seq])
    : await query('conversation-create', CREATE, values);
  return saved.length > 0;
}

function messageRow(conversation: Conversation, message: NewMessage): object {
  return {
    workspace_id: conversation.workspaceId,
    conversation_id: conversation.id,
    ord: message.ord,
    id: message.id,
    author: message.author,
    author_id: message.authorId,
    content: message.content,
    is_welcome: message.isWelcome,
    client_metadata: message.clientMetadata,
    handoff_state: message.handoffState,
    sources: message.sources,
    insights: message.insights,
    attachments: message.attachments,
    verified: message.verified,
    created_at: message.createdAt,
  };
}

function eventRows({ next, events }: Decision, at: Date): object[] {
  const first = next.seq - events.length + 1;
  return events.map(({ type, data }, index) => ({ seq: first + index, type, data, created_at: at }));
}

function usageRow(usage: TurnUsage): object {
  return {
    turn_id: usage.turnId,
    outcome: usage.outcome,
    model: usage.model,
    input_tokens: usage.inputTokens,
    output_tokens: usage.outputTokens,
    latency_ms: usage.latencyMs,
    created_at: usage.at,
  };
}
