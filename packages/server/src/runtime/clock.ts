/** The system's clock: wall time for records, monotonic milliseconds for durations. */
export const systemClock = {
  now: (): Date => new Date(),
  monotonicMs: (): number => performance.now(),
};
