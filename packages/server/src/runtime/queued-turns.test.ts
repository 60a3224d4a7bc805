import { expect, it } from 'vitest';
import { createQueuedTurns } from './queued-turns.ts';

it('lets the turns that run end before the server stops, and begins no more', async () => {
  const turns = createQueuedTurns();
  const turn = Promise.withResolvers<void>();
  expect(turns.run(() => turn.promise)).toBe(true);
  let isDrained = false;
  const drained = turns.drain(60_000).then(() => {
    isDrained = true;
  });
  expect(turns.isOpen()).toBe(false);
  expect(turns.run(() => Promise.reject(new Error('began')))).toBe(false);
  await Promise.resolve();
  expect(isDrained).toBe(false);
  turn.resolve();
  await drained;
});

it('tells a turn that takes too long to end', async () => {
  const turns = createQueuedTurns();
  turns.run((signal) => new Promise((resolve) => signal.addEventListener('abort', () => resolve())));
  await turns.drain(1);
});
