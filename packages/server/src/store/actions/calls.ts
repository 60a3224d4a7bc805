import type { CallTotals, LoggedCall } from '../../domain/actions/call-log.ts';
import type { RenderedRequest } from '../../domain/actions/render-request.ts';
import type { NamedQuery } from '../conversations/save-conversation.ts';
import type { Db, Schema } from '../schema.ts';

// Of a conversation that is being erased nothing is kept: its row is locked, and gone afterwards.
const INSERT = `insert into action_calls (workspace_id, action_id, id, conversation_id, turn_id, arguments, outcome, message,
    request, status, response, is_cut, saved, not_saved, latency_ms, created_at, tool)
  select c.workspace_id, a.id, $4::uuid, c.id, $5::uuid, $6::jsonb, $7::text, $8::text, $9::jsonb, $10::int, $11::text,
    $12::boolean, $13::text[], $14::text[], $15::int, $16::timestamptz, $17::text
  from conversations c join ai_actions a on a.id = $3::uuid
  where c.workspace_id = $1::uuid and c.id = $2::uuid for key share of c`;

/** Keeps a call, unless its conversation or its action is gone. */
export async function insertCall(query: NamedQuery, call: LoggedCall): Promise<void> {
  await query('action-call-insert', INSERT, [
    call.workspaceId,
    call.conversationId,
    call.actionId,
    call.id,
    call.turnId,
    JSON.stringify(call.arguments),
    call.outcome,
    call.message,
    call.request && JSON.stringify(call.request),
    call.status,
    call.response,
    call.isCut,
    [...call.saved],
    [...call.notSaved],
    call.latencyMs,
    call.at,
    call.tool,
  ]);
}

/** The calls of an action, the newest first; `before` is the last one of the page before. */
export async function listCalls(
  db: Db,
  actionId: string,
  { before, limit }: { readonly before: string | null; readonly limit: number },
): Promise<LoggedCall[]> {
  let query = db.selectFrom('action_calls').selectAll().where('action_id', '=', actionId);
  if (before !== null) query = query.where('id', '<', before);
  const rows = await query.orderBy('id', 'desc').limit(limit).execute();
  return rows.map(callOf);
}

const TOTALS = `select count(*)::int as calls, count(latency_ms)::int as sent,
    count(*) filter (where outcome = 'ok')::int as succeeded, round(avg(latency_ms))::int as latency
  from action_calls where action_id = $1::uuid`;

/** The calls of an action in figures. */
export async function sumCalls(query: NamedQuery, actionId: string): Promise<CallTotals> {
  type Row = { calls: number; sent: number; succeeded: number; latency: number | null };
  const [row] = await query<Row>('action-call-totals', TOTALS, [actionId]);
  const { calls = 0, sent = 0, succeeded = 0, latency = null } = row ?? {};
  return { calls, sent, succeeded, averageLatencyMs: latency };
}

type Row = Omit<Schema['action_calls'], 'arguments' | 'request'> & {
  readonly arguments: LoggedCall['arguments'];
  readonly request: object | null;
};

const callOf = (row: Row): LoggedCall => ({
  id: row.id,
  at: row.created_at,
  actionId: row.action_id,
  workspaceId: row.workspace_id,
  conversationId: row.conversation_id,
  turnId: row.turn_id,
  tool: row.tool,
  arguments: row.arguments,
  outcome: row.outcome,
  message: row.message,
  request: row.request as RenderedRequest | null,
  status: row.status,
  response: row.response,
  isCut: row.is_cut,
  saved: row.saved,
  notSaved: row.not_saved,
  latencyMs: row.latency_ms,
});
