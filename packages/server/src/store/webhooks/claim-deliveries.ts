import type { NamedQuery } from '../conversations/save-conversation.ts';

/** A delivery that this process is to attempt now, with what that takes. */
export type ClaimedDelivery = {
  readonly workspaceId: string;
  readonly endpointId: string;
  readonly id: string;
  readonly conversationId: string | null;
  readonly event: string;
  readonly body: string;
  readonly attempts: number;
  readonly retriesFrom: number;
  /** The endpoint is failing, and this one is tried to see whether it still is. */
  readonly isProbe: boolean;
  readonly url: string;
  /** Sealed, as all secrets here. */
  readonly secret: string;
  readonly previousSecret: string | null;
  readonly previousSecretUntil: Date | null;
  readonly claim: string;
  readonly claimedUntil: Date;
};

export type Claiming = {
  readonly claim: string;
  readonly now: Date;
  readonly until: Date;
  /** How many an endpoint may have under way in this process … */
  readonly perEndpoint: number;
  /** … and how many each has already. */
  readonly underWay: ReadonlyMap<string, number>;
  readonly limit: number;
};

// Endpoint by endpoint, so that the one with the longest queue takes no more than the others. The limits of one keep the
// planner, which takes a few rows for one, from reading all bodies of a workspace for each of them.
const CLAIM = `
  with lanes as materialized (
    select e.workspace_id, e.id, h.opened_at is not null as is_failing,
      case when h.opened_at is null then $2::int - coalesce(b.busy, 0) else 1 end as free
    from webhook_endpoints e
    join webhook_health h on h.workspace_id = e.workspace_id and h.endpoint_id = e.id
    left join unnest($3::uuid[], $4::int[]) as b(id, busy) on b.id = e.id
    where e.is_active and coalesce(b.busy, 0) < $2::int and (h.opened_at is null or h.probe_at <= $1::timestamptz)),
  due as materialized (
    select d.workspace_id, d.endpoint_id, d.id, l.is_failing from lanes l cross join lateral (
      select d.workspace_id, d.endpoint_id, d.id from webhook_deliveries d
      where d.workspace_id = l.workspace_id and d.endpoint_id = l.id and d.state = 'waiting'
        and d.next_attempt_at <= $1::timestamptz
      order by d.next_attempt_at, d.id limit l.free for update skip locked) d
    limit $5::int),
  probed as (
    update webhook_health h set probe_at = $6::timestamptz from due
    where due.is_failing and h.workspace_id = due.workspace_id and h.endpoint_id = due.endpoint_id),
  taken as (
    update webhook_deliveries d set claim = $7::uuid, next_attempt_at = $6::timestamptz from due
    where d.workspace_id = due.workspace_id and d.endpoint_id = due.endpoint_id and d.id = due.id
    returning d.*, due.is_failing)
  select t.workspace_id as "workspaceId", t.endpoint_id as "endpointId", t.id, t.conversation_id as "conversationId",
    t.event, p.body, t.attempts, t.retries_from as "retriesFrom", t.is_failing as "isProbe", e.url, e.secret,
    e.previous_secret as "previousSecret", e.previous_secret_until as "previousSecretUntil", t.claim,
    t.next_attempt_at as "claimedUntil"
  from taken t
  cross join lateral (
    select * from webhook_endpoints e where e.workspace_id = t.workspace_id and e.id = t.endpoint_id limit 1) e
  cross join lateral (
    select * from webhook_payloads p where p.workspace_id = t.workspace_id and p.id = t.payload_id limit 1) p`;

/**
 * Takes deliveries that are due, oldest first, for this process alone until a time; when it dies others take them then.
 * A failing endpoint gets one now and then.
 */
export async function claimDeliveries(query: NamedQuery, claiming: Claiming): Promise<ClaimedDelivery[]> {
  const { claim, now, until, perEndpoint, underWay, limit } = claiming;
  const values = [now, perEndpoint, [...underWay.keys()], [...underWay.values()], limit, until, claim];
  const claimed = await query<ClaimedDelivery>('webhook-claim', CLAIM, values);
  return claimed.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** Gives deliveries back that this process has claimed and will not attempt. */
export async function releaseDeliveries(
  query: NamedQuery,
  deliveries: readonly ClaimedDelivery[],
  now: Date,
): Promise<void> {
  await query(
    'webhook-release',
    `update webhook_deliveries d set claim = null, next_attempt_at = $4::timestamptz
     from unnest($1::uuid[], $2::uuid[], $3::uuid[], $5::uuid[]) as x(workspace_id, endpoint_id, id, claim)
     where d.workspace_id = x.workspace_id and d.endpoint_id = x.endpoint_id and d.id = x.id and d.claim = x.claim`,
    [
      deliveries.map(({ workspaceId }) => workspaceId),
      deliveries.map(({ endpointId }) => endpointId),
      deliveries.map(({ id }) => id),
      now,
      deliveries.map(({ claim }) => claim),
    ],
  );
}
