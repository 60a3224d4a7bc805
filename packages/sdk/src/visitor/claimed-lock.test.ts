import { expect, it } from 'vitest';
import { claimedLock } from './claimed-lock.ts';
import { memoryStorage } from './memory-ports.ts';
import { createShelf } from './shelf.ts';

/** Tabs that share a storage; time passes for all of them in `pass`. */
function browser() {
  const storage = memoryStorage();
  const due = new Set<{ readonly at: number; readonly run: () => void }>();
  let now = 1_000_000;
  let ids = 0;
  const timers = {
    now: () => now,
    after(ms: number, run: () => void) {
      const entry = { at: now + ms, run };
      due.add(entry);
      return () => void due.delete(entry);
    },
  };
  return {
    tab(isAwake: () => boolean = () => true) {
      const shelf = createShelf({ storage, prefix: 'p ', spare: 'view' });
      shelf.release();
      const after = (ms: number, run: () => void) => timers.after(ms, () => isAwake() && run());
      return claimedLock({ shelf, timers: { ...timers, after }, newId: () => `id-${++ids}` });
    },
    async pass(ms: number) {
      for (const end = now + ms; now < end; now += 50) {
        for (const entry of [...due].filter(({ at }) => at <= now)) {
          due.delete(entry);
          entry.run();
        }
        await new Promise(setImmediate);
      }
    },
    claims: () => storage.length,
  };
}

it('one tab at a time has the lock, and the next has it when it is given back', async () => {
  const { tab, pass, claims } = browser();
  const done = Promise.withResolvers<string>();
  const began: string[] = [];
  const task = (name: string) => () => {
    began.push(name);
    return done.promise;
  };
  const both = [tab()('l', task('one')), tab()('l', task('two'))];
  await pass(20_000);
  expect(began).toEqual(['one']);
  done.resolve('done');
  await pass(2_000);
  expect(began).toEqual(['one', 'two']);
  expect(await Promise.all(both)).toEqual(['done', 'done']);
  expect(claims()).toBe(0);
});

it('a tab that sleeps with it is passed over, and a wait can be ended', async () => {
  const { tab, pass } = browser();
  let isAwake = true;
  const began: string[] = [];
  const hold = (name: string) => () => {
    began.push(name);
    return new Promise<never>(() => {});
  };
  void tab(() => isAwake)('l', hold('sleeper'));
  await pass(1_000);
  isAwake = false;
  void tab()('l', hold('next'));
  await pass(4_000);
  expect(began).toEqual(['sleeper']);
  await pass(4_000);
  expect(began).toEqual(['sleeper', 'next']);
  await expect(tab()('l', hold('nobody'), { signal: AbortSignal.abort() })).rejects.toThrow('ended');
});

it('who has lost it is told', async () => {
  const { tab, pass } = browser();
  const held = tab()('l', () => new Promise<never>(() => {}));
  const told = expect(held).rejects.toThrow('stolen');
  await pass(1_000);
  void tab()('l', () => new Promise<never>(() => {}), { steals: true }).catch(() => undefined);
  await pass(1_000);
  await told;
});
