import type { Tx } from '../store/schema.ts';
import {
  findLaggard,
  findLaggards,
  findListeners,
  joinShared,
  moveOwnCursor,
  moveSharedCursor,
  takeOwnCursor,
  takeSharedCursor,
} from '../store/webhooks/endpoint-cursors.ts';
import type { EndpointKey } from '../store/webhooks/endpoints.ts';
import { insertDeliveries } from '../store/webhooks/insert-deliveries.ts';
import { readEvents } from '../store/webhooks/read-events.ts';
import type { Deps } from './deps.ts';
import { webhookDeliveriesOf } from './webhook-deliveries-of.ts';

type FanOutDeps = Pick<Deps, 'database' | 'clock' | 'ids'>;

/** So many endpoints that lag read on beside the others, in one go. */
const LAGGARDS = 3;

export type FannedOut = {
  /** How many events were read by the cursor that is furthest behind its end. */
  readonly events: number;
  readonly deliveries: number;
};

/**
 * Reads the log on, at most `maxEvents` a cursor, and puts up what endpoints are to be told: deliveries and the place in
 * the log are saved together, so that each event becomes exactly one delivery for each endpoint. Endpoints that keep up
 * share one reading; one that was paused reads by itself until it has caught up. Of several nodes one reads at a time.
 */
export async function fanOutWebhooks(deps: FanOutDeps, { maxEvents }: { maxEvents: number }): Promise<FannedOut> {
  const shared = await deps.database.transaction((tx) => readShared(deps, tx, maxEvents));
  let { events, deliveries } = shared;
  for (const laggard of await findLaggards(deps.database.db, LAGGARDS)) {
    const own = await deps.database.transaction((tx) => readOwn(deps, tx, laggard, maxEvents));
    events = Math.max(events, own.events);
    deliveries += own.deliveries;
  }
  return { events, deliveries };
}

const NOTHING: FannedOut = { events: 0, deliveries: 0 };

async function readShared(deps: FanOutDeps, tx: Tx, maxEvents: number): Promise<FannedOut> {
  const cursor = await takeSharedCursor(tx);
  const events = cursor ? await readEvents(tx, { after: cursor, limit: maxEvents }) : [];
  const last = events.at(-1);
  if (!last) return NOTHING;
  const listeners = await findListeners(tx, [...new Set(events.map(({ workspaceId }) => workspaceId))]);
  const deliveries = await put(deps, tx, await webhookDeliveriesOf(tx, events, listeners));
  // Workspaces without endpoints: rather read again than written down each time, as long as it is little.
  if (listeners.length > 0 || events.length === maxEvents) await moveSharedCursor(tx, last);
  return { events: events.length, deliveries };
}

async function readOwn(deps: FanOutDeps, tx: Tx, key: EndpointKey, maxEvents: number): Promise<FannedOut> {
  // It reads up to where the others are, who wait there meanwhile.
  const shared = await takeSharedCursor(tx);
  const cursor = shared && (await takeOwnCursor(tx, key.id));
  // Asked now: had it been paused since it was listed, joining the others would lose its place.
  const laggard = cursor && (await findLaggard(tx, key));
  if (!laggard) return NOTHING;
  const events = await readEvents(tx, { after: cursor, upTo: shared, limit: maxEvents });
  const last = events.at(-1);
  const mine = events.filter(({ workspaceId }) => workspaceId === laggard.workspaceId);
  const deliveries = await put(deps, tx, await webhookDeliveriesOf(tx, mine, [laggard]));
  if (events.length === maxEvents && last) await moveOwnCursor(tx, laggard.id, last);
  else await joinShared(tx, laggard);
  return { events: events.length, deliveries };
}

async function put(
  { ids, clock }: FanOutDeps,
  tx: Tx,
  deliveries: Awaited<ReturnType<typeof webhookDeliveriesOf>>,
): Promise<number> {
  if (deliveries.length > 0) await insertDeliveries(tx, deliveries, { uuid: () => ids.uuid(), at: clock.now() });
  return deliveries.reduce((count, { endpointIds }) => count + endpointIds.length, 0);
}
