import { ApiError } from '../api-error.ts';
import type { VisitorTimers } from './ports.ts';

/** Something that may be waited for; rung while nobody waits, it ends the next wait at once. */
export type Bell = {
  ring(): void;
  /** Resolves when it is rung, after `ms` (if any), or when `signal` ends it. */
  wait(signal: AbortSignal, ms?: number): Promise<void>;
  /** Waits before another attempt: what was rung during the last one does not end it, and nothing ends what the server asks for. */
  rest(signal: AbortSignal, pause: Pause): Promise<void>;
};

/** How long to wait before another attempt; `isAsked` by the server. */
export type Pause = { readonly ms: number; readonly isAsked: boolean };

export function createBell(timers: VisitorTimers): Bell {
  let isRung = false;
  let wake = (): void => {
    isRung = true;
  };
  const rest = wake;
  const bell: Bell = {
    ring: () => wake(),
    rest(signal, { ms, isAsked }) {
      isRung = false;
      return isAsked ? createBell(timers).wait(signal, ms) : bell.wait(signal, ms);
    },
    wait: (signal, ms) =>
      new Promise((resolve) => {
        const done = (): void => {
          cancel?.();
          signal.removeEventListener('abort', done);
          isRung = false;
          wake = rest;
          resolve();
        };
        const cancel = ms === undefined ? undefined : timers.after(ms, done);
        if (isRung || signal.aborted) return done();
        wake = done;
        signal.addEventListener('abort', done, { once: true });
      }),
  };
  return bell;
}

type Waits = { readonly firstWaitMs: number; readonly longestWaitMs: number };

/** Twice as long with each failure; up to half of it is left to chance, so that clients do not come back together. */
export const waitAfter = (failures: number, { firstWaitMs, longestWaitMs }: Waits): number =>
  Math.min(firstWaitMs * 2 ** failures, longestWaitMs) * (0.5 + Math.random() / 2);

/** How long to wait after an attempt that has failed so. */
export function pauseAfter(failures: number, waits: Waits, error: unknown): Pause {
  const askedMs = error instanceof ApiError ? error.retryAfterMs : null;
  return { ms: Math.max(waitAfter(failures, waits), askedMs ?? 0), isAsked: askedMs !== null };
}

/** Ends when it is aborted itself, and with `signal`; abort it when it is done, so that nothing listens any more. */
export function endingWith(signal: AbortSignal): AbortController {
  const ending = new AbortController();
  const end = (): void => ending.abort();
  signal.addEventListener('abort', end, { once: true, signal: ending.signal });
  if (signal.aborted) end();
  return ending;
}
