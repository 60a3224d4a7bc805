import { setImmediate } from 'node:timers/promises';

/** How long work on an index may hold the event loop before waiting requests get their turn. */
const SLICE_MS = 8;

/** Called whenever long work has let the event loop run; a throw in it ends that work. */
export type OnSlice = () => void;

/**
 * A pause for long loops: `if (pause.due()) await pause.take()`. Checking is cheap enough for every few hundred steps.
 */
export function timeSlices(onSlice?: OnSlice): { due: () => boolean; take: () => Promise<void> } {
  let since = performance.now();
  return {
    due: () => performance.now() - since >= SLICE_MS,
    take: async () => {
      await setImmediate();
      onSlice?.();
      since = performance.now();
    },
  };
}
