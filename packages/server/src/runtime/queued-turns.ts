/** The turns that run without a request, so that a server that stops can let them end. */
export type QueuedTurns = {
  /** Whether more may begin here: not once the server stops. */
  isOpen(): boolean;
  /** Runs one; its `signal` fires when there is no more time. Gives false, and runs nothing, once the server stops. */
  run(turn: (signal: AbortSignal) => Promise<void>): boolean;
  /** Begins no more, and ends when those that run have ended; after `timeoutMs` they are told to. */
  drain(timeoutMs: number): Promise<void>;
};

export function createQueuedTurns(): QueuedTurns {
  const running = new Set<Promise<void>>();
  const outOfTime = new AbortController();
  let isOpen = true;
  return {
    isOpen: () => isOpen,
    run(turn) {
      if (!isOpen) return false;
      const work = turn(outOfTime.signal).finally(() => running.delete(work));
      running.add(work);
      return true;
    },
    async drain(timeoutMs) {
      isOpen = false;
      const timer = setTimeout(() => outOfTime.abort(), timeoutMs);
      await Promise.allSettled([...running]);
      clearTimeout(timer);
    },
  };
}
