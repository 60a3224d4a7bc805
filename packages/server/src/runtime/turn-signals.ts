import type { SignalBus } from './signal-bus.ts';

/** What the signals need to know of a conversation. */
type State = {
  readonly workspaceId: string;
  readonly id: string;
  readonly seq: number;
  readonly epoch: number;
  readonly turns: readonly { readonly id: string; readonly node: string }[];
};

/** Which turns a conversation had at an event of its log. */
export type TurnsAt = { readonly id: string; readonly seq: number; readonly turnIds: readonly string[] };

export type TurnSignalsOptions<S = State> = {
  readonly nodeId: string;
  readonly bus: SignalBus;
  /** Hears what was committed. */
  readonly onMoved?: (after: S) => void;
  /** How to look for what other nodes have changed, as their signals may be lost; null where there are no others. */
  readonly look: {
    readonly everyMs: number;
    read(keys: readonly Pick<State, 'workspaceId' | 'id'>[]): Promise<readonly TurnsAt[]>;
  } | null;
};

type Watch = {
  readonly key: Pick<State, 'workspaceId' | 'id'>;
  readonly seq: number;
  readonly turnId: string;
  readonly superseded: () => void;
};

/** Superseded turns are remembered until those that run them begin to watch: a few requests long. */
const REMEMBERED = 1_000;

/**
 * Tells those who work on a conversation that it moved on. Within the process at once; to the nodes whose turns it had
 * or has by the bus, so that a turn that concerns one node alone costs no message; and by looking, all watched turns of
 * this process in one query, for what got lost.
 */
export function createTurnSignals<S extends State>(options: TurnSignalsOptions<S>) {
  const { nodeId, bus, onMoved, look } = options;
  const waiting = createWaiting<S>();
  const watches = new Map<string, Set<Watch>>();
  const gone = new Set<string>();
  const hear = ({ id, seq, turnIds }: TurnsAt): void => {
    for (const watch of watches.get(id) ?? []) {
      if (watch.seq < seq && !turnIds.includes(watch.turnId)) watch.superseded();
    }
  };
  const looking = look ? createLooking(look, watches, hear) : null;
  bus.subscribe(channelOf(nodeId), (signal) => {
    const { turnsAt } = signal as { turnsAt: TurnsAt };
    hear(turnsAt);
    waiting.wake(turnsAt.id, null);
  });
  return {
    /** Gives what the conversation has become once it moved (perhaps not its latest state), or null. */
    wait: waiting.wait,
    /** A change was saved: on which state, and what it has become. */
    moved(before: S, after: S): void {
      onMoved?.(after);
      const turnsAt = { id: after.id, seq: after.seq, turnIds: after.turns.map(({ id }) => id) };
      for (const { id } of before.turns) if (!turnsAt.turnIds.includes(id)) remember(gone, id);
      hear(turnsAt);
      waiting.wake(after.id, after);
      const others = new Set([...before.turns, ...after.turns].map(({ node }) => node));
      others.delete(nodeId);
      for (const node of others) bus.publish(channelOf(node), { turnsAt });
    },
    /** Calls `superseded` when the turn is not pending any more; call what it gives to hear no more of it. */
    watch(state: S, turnId: string, superseded: () => void): () => void {
      if (gone.has(turnId)) superseded();
      const watch = { key: state, seq: state.seq, turnId, superseded };
      const others = watches.get(state.id) ?? new Set();
      watches.set(state.id, others.add(watch));
      looking?.begin();
      return () => {
        others.delete(watch);
        if (others.size === 0 && watches.get(state.id) === others) watches.delete(state.id);
      };
    },
  };
}

const channelOf = (nodeId: string): string => `turns:${nodeId}`;

function remember(gone: Set<string>, turnId: string): void {
  gone.add(turnId);
  const [oldest] = gone;
  if (gone.size > REMEMBERED && oldest !== undefined) gone.delete(oldest);
}

/** Those who wait for a conversation to move, each until its time is over. */
function createWaiting<S>() {
  const waiting = new Map<string, Set<(state: S | null) => void>>();
  return {
    wait(conversationId: string, ms: number): Promise<S | null> {
      return new Promise((resolve) => {
        const done = (state: S | null) => {
          clearTimeout(timer);
          const others = waiting.get(conversationId);
          others?.delete(done);
          if (others?.size === 0) waiting.delete(conversationId);
          resolve(state);
        };
        const timer = setTimeout(done, ms, null);
        const others = waiting.get(conversationId) ?? new Set();
        others.add(done);
        waiting.set(conversationId, others);
      });
    },
    wake(conversationId: string, state: S | null): void {
      for (const done of [...(waiting.get(conversationId) ?? [])]) done(state);
    },
  };
}

/** Looks at all watched conversations every so often, while there are any. */
function createLooking(
  { everyMs, read }: NonNullable<TurnSignalsOptions['look']>,
  watches: ReadonlyMap<string, ReadonlySet<Watch>>,
  hear: (turnsAt: TurnsAt) => void,
): { begin(): void } {
  let timer: NodeJS.Timeout | undefined;
  const next = (): void => {
    timer = setTimeout(async () => {
      const keys = [...watches.values()].flatMap(([watch]) => watch?.key ?? []);
      // A database that does not answer is told by the turns themselves.
      if (keys.length > 0) for (const turnsAt of await read(keys).catch(() => [])) hear(turnsAt);
      timer = undefined;
      if (watches.size > 0) next();
    }, everyMs).unref();
  };
  return {
    begin() {
      if (timer === undefined) next();
    },
  };
}
