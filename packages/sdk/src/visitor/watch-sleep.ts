import type { Core } from './visitor-core.ts';

const LOOK_MS = 5_000;

/**
 * Runs `wake` when the page tells that it was away, and when the clock tells that nothing ran for a while: a sleeping
 * computer sends no event. Call what it gives to end it.
 */
export function watchSleep({ timers, page }: Pick<Core, 'timers' | 'page'>, wake: () => void): () => void {
  let stop = (): void => {};
  const look = (since: number): void => {
    stop = timers.after(LOOK_MS, () => {
      const now = timers.now();
      if (now - since > LOOK_MS * 2) wake();
      look(now);
    });
  };
  look(timers.now());
  const stopPage = page.onWake(wake);
  return () => {
    stop();
    stopPage();
  };
}
