/** Something that gathers for a moment what is to be done, and does it together. */
export type Gatherer = {
  add(id: string): void;
  /** Forgets what waits, and does nothing any more. */
  stop(): void;
};

type GatherOptions = {
  /** So long after the first of them; what comes meanwhile goes with it. */
  readonly delayMs: number;
  /** So many at once. */
  readonly most: number;
  /** Of more than these it is cheaper to begin anew. */
  readonly tooMany: number;
  readonly work: (ids: readonly string[]) => Promise<void>;
  readonly beginAnew: () => Promise<void>;
  /** Waits, and gives what calls it off; timers unless told. */
  readonly wait?: (run: () => void, delayMs: number) => () => void;
};

/**
 * Gathers ids and works on them in turns: one at a time, so that a slow answer never overtakes a later one, and each id once
 * however often it came. `work` and `beginAnew` answer for their own failures.
 */
export function createGatherer({ wait = timer, ...options }: GatherOptions): Gatherer {
  const waiting = new Set<string>();
  let isWorking = false;
  let callOff: (() => void) | null = null;
  let isStopped = false;

  function arrange(): void {
    if (!isStopped && !isWorking && !callOff && waiting.size > 0) callOff = wait(() => void turn(), options.delayMs);
  }

  async function turn(): Promise<void> {
    callOff = null;
    isWorking = true;
    try {
      if (waiting.size > options.tooMany) {
        waiting.clear();
        await options.beginAnew();
      } else {
        const ids = [...waiting].slice(0, options.most);
        for (const id of ids) waiting.delete(id);
        await options.work(ids);
      }
    } finally {
      isWorking = false;
      arrange();
    }
  }

  return {
    add(id) {
      waiting.add(id);
      arrange();
    },
    stop() {
      isStopped = true;
      waiting.clear();
      callOff?.();
      callOff = null;
    },
  };
}

function timer(run: () => void, delayMs: number): () => void {
  const id = setTimeout(run, delayMs);
  return () => clearTimeout(id);
}
