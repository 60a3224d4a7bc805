import { expect, vi } from 'vitest';
import { attemptDelivery } from '../../src/commands/attempt-delivery.ts';
import { fanOutWebhooks } from '../../src/commands/fan-out-webhooks.ts';
import { type AttemptAt, saveAttempts } from '../../src/commands/save-attempts.ts';
import type { HttpDeps } from '../../src/http/deps.ts';
import { claimDeliveries } from '../../src/store/webhooks/claim-deliveries.ts';
import type { Receiver } from './webhook-receiver.ts';
import type { workspaceApi } from './workspace-api.ts';

export const ALL_EVENTS = [
  'conversation.created',
  'conversation.updated',
  'conversation.assigned',
  'conversation.tagged',
  'message.created',
  'note.created',
  'handoff.requested',
];

/** Adds an endpoint at the receiver, which verifies what arrives there. */
export async function addEndpoint(
  call: ReturnType<typeof workspaceApi>,
  receiver: Receiver,
  path: string,
  events: readonly string[] = ALL_EVENTS,
): Promise<{ id: string; secret: string }> {
  const { status, body } = await call('POST', '/webhooks', { url: `${receiver.origin}${path}`, events });
  if (status !== 201) throw new Error(JSON.stringify(body));
  receiver.knows(path, body.secret);
  return body;
}

/** Reads the log to its end, as soon as no transaction of whomever on the server holds it back. */
export async function fanOutAll(deps: HttpDeps, maxEvents = 100): Promise<number> {
  await vi.waitFor(async () => expect(await isHeldBack(deps)).toBe(false), { timeout: 20_000, interval: 20 });
  let deliveries = 0;
  for (;;) {
    const step = await fanOutWebhooks(deps, { maxEvents });
    deliveries += step.deliveries;
    if (step.events < maxEvents) return deliveries;
  }
}

/** Takes what is due, as a node would. */
export function claimDue(deps: HttpDeps, perEndpoint = 100) {
  const now = deps.clock.now();
  return claimDeliveries(deps.database.named, {
    claim: deps.ids.uuid(),
    now,
    until: new Date(now.getTime() + 90_000),
    perEndpoint,
    underWay: new Map(),
    limit: 1_000,
  });
}

/** Makes one attempt at all that is due, one after the other; gives the attempts. */
export async function attemptDue(deps: HttpDeps, perEndpoint?: number): Promise<AttemptAt[]> {
  const made: AttemptAt[] = [];
  for (const delivery of await claimDue(deps, perEndpoint)) {
    const attempt = { delivery, attempt: await attemptDelivery(deps, delivery) };
    made.push(attempt);
    await saveAttempts(deps, [attempt]);
  }
  return made;
}

async function isHeldBack({ database }: HttpDeps): Promise<boolean> {
  const { rows } = await database.executeSql(
    'select exists (select 1 from events where xid >= pg_snapshot_xmin(pg_current_snapshot())) as held',
  );
  return (rows[0] as { held: boolean }).held;
}
