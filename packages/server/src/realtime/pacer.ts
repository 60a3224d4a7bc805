/** How often a node reads the log on. */
export type TailPace = {
  /** At most so many events at once: on the embedded database requests wait for its one connection meanwhile. */
  readonly maxEvents: number;
  /** How long it may go without looking: what nobody told of is found by then. */
  readonly pollMs: number;
  /** The least time between two reads: commits that come together are read together. */
  readonly gapMs: number;
};

type Expected = { readonly seq: number; readonly sinceMs: number };

/** What was announced and did not arrive by then never will. */
const EXPECTED_MS = 600_000;
/** So many are kept; what comes beyond is found all the same. */
const EXPECTED_MAX = 10_000;

/**
 * Keeps calling `read`: at once while there is more, soon when something was announced, at the latest after `pollMs`, and
 * not at all while it is idle. What is announced may be hidden by an older transaction for a while: until it arrived, it is
 * looked for again and again, ever more slowly.
 */
export function createPacer(
  pace: TailPace,
  read: () => Promise<'more' | 'done' | 'idle'>,
  onError: (error: unknown) => void,
) {
  const expected = new Map<string, Expected>();
  let timer: NodeJS.Timeout | undefined;
  let dueMs = Number.POSITIVE_INFINITY;
  let lastMs = Number.NEGATIVE_INFINITY;
  let running: Promise<void> | null = null;
  let isWanted = false;
  let isStopped = false;
  let misses = 0;

  function schedule(inMs: number): void {
    const due = Math.max(performance.now() + inMs, lastMs + pace.gapMs);
    if (isStopped || due >= dueMs) return;
    clearTimeout(timer);
    dueMs = due;
    timer = setTimeout(run, Math.max(0, due - performance.now()));
  }
  function run(): void {
    dueMs = Number.POSITIVE_INFINITY;
    isWanted = false;
    running = readOnce().finally(() => {
      running = null;
    });
  }
  async function readOnce(): Promise<void> {
    let found: 'more' | 'done' | 'idle' = 'done';
    try {
      found = await read();
    } catch (error) {
      onError(error);
    }
    lastMs = performance.now();
    if (found === 'idle') expected.clear();
    if (found !== 'idle' || isWanted) schedule(found === 'more' || isWanted ? 0 : nextLook());
  }
  function nextLook(): number {
    const oldest = performance.now() - EXPECTED_MS;
    for (const [id, { sinceMs }] of expected) if (sinceMs < oldest) expected.delete(id);
    misses = expected.size === 0 ? 0 : misses + 1;
    return misses === 0 ? pace.pollMs : Math.min(pace.pollMs, pace.gapMs * 2 ** misses);
  }
  function soon(): void {
    isWanted = true;
    if (!running) schedule(0);
  }
  return {
    soon,
    /** An event of a conversation is said to be committed. */
    expect(conversationId: string, seq: number): void {
      const known = expected.get(conversationId);
      if (known) expected.set(conversationId, { ...known, seq: Math.max(seq, known.seq) });
      else if (expected.size < EXPECTED_MAX) expected.set(conversationId, { seq, sinceMs: performance.now() });
      misses = 0;
      soon();
    },
    arrived(conversationId: string, seq: number): void {
      const known = expected.get(conversationId);
      if (!known) return;
      if (known.seq <= seq) expected.delete(conversationId);
      else expected.set(conversationId, { ...known, sinceMs: performance.now() });
    },
    /** For how long the oldest of what was announced has not arrived. */
    lagMs(): number {
      const since = Math.min(...[...expected.values()].map(({ sinceMs }) => sinceMs));
      return expected.size === 0 ? 0 : performance.now() - since;
    },
    async stop(): Promise<void> {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
