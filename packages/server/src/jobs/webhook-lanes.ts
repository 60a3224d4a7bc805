import type { ClaimedDelivery } from '../store/webhooks/claim-deliveries.ts';

export type LanesOptions = {
  /** How many attempts at one endpoint run at once … */
  readonly perEndpoint: number;
  /** … and at all of them. */
  readonly total: number;
  /** Makes one attempt; must not throw. */
  readonly run: (delivery: ClaimedDelivery) => Promise<void>;
  /** Called when there is room again. */
  readonly onRoom: () => void;
};

/** The deliveries that this process has claimed, each endpoint in lanes of its own: a slow one delays no other. */
export type Lanes = {
  add(deliveries: readonly ClaimedDelivery[]): void;
  /** How many an endpoint has waiting or running here. */
  underWay(): Map<string, number>;
  /** Takes back what has not begun: of one endpoint, or of all. */
  drop(endpointId?: string): ClaimedDelivery[];
  /** Resolves when nothing runs any more. */
  idle(): Promise<void>;
};

type Lane = { waiting: ClaimedDelivery[]; readonly running: Set<ClaimedDelivery> };

export function createLanes({ perEndpoint, total, run, onRoom }: LanesOptions): Lanes {
  const lanes = new Map<string, Lane>();
  const all = new Set<Promise<void>>();

  function begin(lane: Lane, delivery: ClaimedDelivery): void {
    lane.waiting = lane.waiting.filter((each) => each !== delivery);
    lane.running.add(delivery);
    const work = run(delivery).finally(() => {
      lane.running.delete(delivery);
      all.delete(work);
      if (lane.running.size + lane.waiting.length === 0) lanes.delete(delivery.endpointId);
      fill();
      onRoom();
    });
    all.add(work);
  }
  /** Endpoints take turns, so that when all lanes are full none of them takes more than its share. */
  function fill(): void {
    for (let begun = true; begun && all.size < total; ) {
      begun = false;
      for (const lane of lanes.values()) {
        const next = all.size < total && lane.running.size < perEndpoint ? nextOf(lane) : undefined;
        if (!next) continue;
        begin(lane, next);
        begun = true;
      }
    }
  }
  return {
    add(deliveries) {
      for (const delivery of deliveries) {
        const lane = lanes.get(delivery.endpointId) ?? { waiting: [], running: new Set() };
        lane.waiting.push(delivery);
        lanes.set(delivery.endpointId, lane);
      }
      fill();
    },
    underWay: () => new Map([...lanes].map(([id, { waiting, running }]) => [id, waiting.length + running.size])),
    drop(endpointId) {
      const chosen = [...lanes].filter(([id]) => endpointId === undefined || id === endpointId);
      return chosen.flatMap(([, lane]) => lane.waiting.splice(0));
    },
    async idle() {
      while (all.size > 0) await Promise.all(all);
    },
  };
}

/** The first whose conversation is not being told of already: its events arrive in order as long as all goes well. */
function nextOf({ waiting, running }: Lane): ClaimedDelivery | undefined {
  const busy = new Set([...running].map(({ conversationId }) => conversationId));
  return waiting.find(({ conversationId }) => conversationId === null || !busy.has(conversationId));
}
