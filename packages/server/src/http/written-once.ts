import type { JoinedEvent } from '../store/events/join-events.ts';

type Frames = Buffer | null;

/**
 * Writes events out once for all streams that get the same ones: those that are level get the very same array. Null when
 * nothing of them is shown.
 */
export const writtenOnce = (frameOf: (event: JoinedEvent) => string) => {
  const known = new WeakMap<readonly JoinedEvent[], Frames>();
  return (events: readonly JoinedEvent[]): Frames => {
    const before = known.get(events);
    if (before !== undefined) return before;
    const text = events.map(frameOf).join('');
    const frames = text === '' ? null : Buffer.from(text);
    known.set(events, frames);
    return frames;
  };
};
