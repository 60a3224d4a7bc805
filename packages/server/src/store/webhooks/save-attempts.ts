import { sql } from 'kysely';
import type { AfterAttempt, Attempt } from '../../domain/webhook/attempt.ts';
import type { Health } from '../../domain/webhook/breaker.ts';
import type { Tx } from '../schema.ts';
import type { ClaimedDelivery } from './claim-deliveries.ts';
import { type EndpointKey, healthColumns, healthOf } from './endpoints.ts';

/** An attempt at a claimed delivery, and where that one stands since. */
export type MadeAttempt = {
  readonly delivery: Pick<ClaimedDelivery, 'workspaceId' | 'endpointId' | 'id' | 'claim' | 'attempts'>;
  readonly attempt: Attempt;
  readonly after: AfterAttempt;
};

/** Locks how the endpoints of some deliveries have fared; always in the same order, so that nobody waits in a circle. */
export async function lockHealth(tx: Tx, endpoints: readonly EndpointKey[]): Promise<Map<string, Health>> {
  const rows = await tx
    .selectFrom('webhook_health')
    .selectAll()
    .where(({ eb, refTuple, tuple }) =>
      eb(
        refTuple('workspace_id', 'endpoint_id'),
        'in',
        endpoints.map(({ workspaceId, id }) => tuple(workspaceId, id)),
      ),
    )
    .orderBy('endpoint_id')
    .forUpdate()
    .execute();
  return new Map(rows.map((row) => [row.endpoint_id, healthOf(row)]));
}

/** Keeps how endpoints fare now, which this transaction has locked. */
export async function saveHealth(tx: Tx, health: ReadonlyMap<string, Health>): Promise<void> {
  const rows = [...health].map(([endpoint_id, each]) => ({ endpoint_id, ...healthColumns(each) }));
  await sql`
    update webhook_health h set recent = x.recent, opened_at = x.opened_at, probes = x.probes, probe_at = x.probe_at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as x(endpoint_id uuid, recent text, opened_at timestamptz, probes int, probe_at timestamptz)
    where h.endpoint_id = x.endpoint_id`.execute(tx);
}

/** Keeps attempts and where their deliveries stand, unless somebody else has claimed them meanwhile. */
export async function saveAttempts(tx: Tx, made: readonly MadeAttempt[]): Promise<void> {
  const rows = made.map(({ delivery, attempt, after }) => ({
    workspace_id: delivery.workspaceId,
    endpoint_id: delivery.endpointId,
    id: delivery.id,
    claim: delivery.claim,
    number: delivery.attempts + 1,
    state: after.state,
    attempts: after.attempts,
    next_attempt_at: after.nextAttemptAt ?? attempt.at,
    ended_at: after.state === 'waiting' ? null : attempt.at,
    at: attempt.at,
    duration_ms: attempt.durationMs,
    outcome: attempt.outcome,
    message: attempt.message,
    status: attempt.status,
    headers: attempt.headers,
    body: attempt.body,
    is_cut: attempt.isCut,
  }));
  await sql`
    with x as (select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(workspace_id uuid, endpoint_id uuid,
        id uuid, claim uuid, number int, state text, attempts int, next_attempt_at timestamptz, ended_at timestamptz,
        at timestamptz, duration_ms int, outcome text, message text, status int, headers jsonb, body text, is_cut boolean)),
    d as (update webhook_deliveries d set state = x.state, attempts = x.attempts, next_attempt_at = x.next_attempt_at,
        ended_at = x.ended_at, last_status = x.status, claim = null
      from x where d.workspace_id = x.workspace_id and d.endpoint_id = x.endpoint_id and d.id = x.id
        and d.claim = x.claim
      returning d.id)
    insert into webhook_attempts (workspace_id, endpoint_id, delivery_id, number, at, duration_ms, outcome, message,
        status, headers, body, is_cut)
      select workspace_id, endpoint_id, id, number, at, duration_ms, outcome, message, status, headers, body, is_cut
      from x join d using (id)
    on conflict (workspace_id, endpoint_id, delivery_id, number) do update set at = excluded.at,
      duration_ms = excluded.duration_ms, outcome = excluded.outcome, message = excluded.message,
      status = excluded.status, headers = excluded.headers, body = excluded.body, is_cut = excluded.is_cut`.execute(tx);
}
