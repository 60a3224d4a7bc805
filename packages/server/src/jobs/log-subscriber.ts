import type { Deps } from '../commands/deps.ts';

/** A subscriber to the log: runs beside the requests until it is stopped. */
export type LogSubscriber = {
  start(): void;
  /** Something was committed: look soon. May be forgotten; the subscriber also looks by itself. */
  wake(): void;
  stop(): Promise<void>;
};

export type Pace = {
  /** At most so many events at once. Small on the embedded database: requests wait for its one connection meanwhile. */
  readonly maxEvents: number;
  readonly pollMs: number;
  /** After each batch it rests this many times as long as it worked: under full load messages come first. */
  readonly restFactor: number;
  /** Commits that come together are read together. */
  readonly wakeMs: number;
};

export type Reading = {
  /** For the log, when it fails. */
  readonly name: string;
  readonly pace: Pace;
  /** Reads on, at most `pace.maxEvents`, and gives how many events it read. On several nodes, one at a time reads. */
  readonly read: () => Promise<number>;
};

/** Keeps reading the log on: at once while there is more, soon after a wake, and now and then by itself. */
export function createLogSubscriber(deps: Pick<Deps, 'log' | 'clock'>, { name, pace, read }: Reading): LogSubscriber {
  const { maxEvents, pollMs, restFactor, wakeMs } = pace;
  const now = () => deps.clock.monotonicMs();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let isStarted = false;
  let isRunning = false;
  let isWoken = false;
  let restsUntilMs = 0;

  function schedule(ms: number): void {
    clearTimeout(timer);
    const delay = Math.max(ms, restsUntilMs - now());
    timer = setTimeout(() => {
      running = run();
    }, delay);
  }
  async function run(): Promise<void> {
    isWoken = false;
    isRunning = true;
    const begun = now();
    let count = 0;
    try {
      count = await read();
    } catch (error) {
      deps.log.error({ err: error }, `${name} failed`);
    }
    isRunning = false;
    restsUntilMs = now() + (now() - begun) * restFactor;
    const isBehind = count === maxEvents;
    if (isStarted) schedule(isBehind ? 0 : isWoken ? wakeMs : pollMs);
  }
  return {
    start() {
      isStarted = true;
      schedule(0);
    },
    wake() {
      if (isWoken || !isStarted) return;
      isWoken = true;
      if (!isRunning) schedule(wakeMs);
    },
    async stop() {
      isStarted = false;
      clearTimeout(timer);
      await running;
    },
  };
}
