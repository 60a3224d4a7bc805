/** Watches one call of a model and ends it when the caller, the time limit or a stall says so. */
export type Watch = {
  readonly signal: AbortSignal;
  /** Who ended the call; null while nobody has. */
  endedBy(): 'caller' | 'timed_out' | 'stalled' | null;
  /** A piece has arrived: from now on pieces must follow each other. */
  progress(): void;
  /** Like `promise`, but rejects at once when the call is ended, even if the model does not heed its signal. */
  race<T>(promise: PromiseLike<T>): Promise<T>;
  /** The call gave its result: nothing is to be ended any more. */
  completed(): void;
  /** Lets go of timers, and ends what is not completed; to be called in a `finally`. */
  stop(): void;
};

/** One reason for all calls, since each abort without one builds a DOMException with its stack. Nobody is shown it. */
const ENDED = new Error('The call of the model was ended.');

/** Starts the time limit of one call. */
export function watchCall(caller: AbortSignal, totalMs: number, stallMs: number): Watch {
  const controller = new AbortController();
  let endedBy: 'caller' | 'timed_out' | 'stalled' | null = null;
  let isCompleted = false;
  let stall: NodeJS.Timeout | undefined;
  const end = (by: 'caller' | 'timed_out' | 'stalled'): void => {
    endedBy ??= by;
    controller.abort(ENDED);
  };
  const onCallerAbort = (): void => end('caller');
  const total = setTimeout(end, Math.max(0, totalMs), 'timed_out');
  const ended = new Promise<never>((_, reject) => {
    controller.signal.addEventListener('abort', () => reject(ENDED), { once: true });
  });
  // Nobody may be racing when it is ended.
  ended.catch(() => undefined);
  caller.addEventListener('abort', onCallerAbort, { once: true });
  if (caller.aborted) onCallerAbort();
  return {
    signal: controller.signal,
    endedBy: () => endedBy,
    progress() {
      if (stall === undefined) stall = setTimeout(end, stallMs, 'stalled');
      else stall.refresh();
    },
    race: (promise) => Promise.race([promise, ended]),
    completed() {
      isCompleted = true;
    },
    stop() {
      clearTimeout(total);
      clearTimeout(stall);
      caller.removeEventListener('abort', onCallerAbort);
      // After its end an abort would only wake listeners that have nothing left to end.
      if (!isCompleted) controller.abort(ENDED);
    },
  };
}
