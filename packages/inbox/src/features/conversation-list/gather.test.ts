import { describe, expect, it } from 'vitest';
import { createGatherer } from './gather.ts';

/** A gatherer whose waits end when the test says so, and whose work is done when the test says so. */
function gathering(options: { most?: number; tooMany?: number } = {}) {
  const waits: (() => void)[] = [];
  const done: string[][] = [];
  const works: (() => void)[] = [];
  let anew = 0;
  const gatherer = createGatherer({
    delayMs: 150,
    most: options.most ?? 100,
    tooMany: options.tooMany ?? 500,
    work: (ids) => {
      done.push([...ids]);
      return new Promise((resolve) => works.push(resolve));
    },
    beginAnew: async () => {
      anew += 1;
    },
    wait: (run) => {
      waits.push(run);
      return () => void waits.splice(waits.indexOf(run), 1);
    },
  });
  const settle = async () => {
    for (let round = 0; round < 5; round += 1) await Promise.resolve();
  };
  return {
    ...gatherer,
    done,
    anew: () => anew,
    waiting: () => waits.length,
    pass: async () => {
      waits.shift()?.();
      await settle();
    },
    answer: async () => {
      works.shift()?.();
      await settle();
    },
  };
}

describe('what is gathered', () => {
  it('is done together, each once', async () => {
    const { add, pass, done } = gathering();
    for (const id of ['a', 'b', 'a']) add(id);
    await pass();
    expect(done).toEqual([['a', 'b']]);
  });

  it('waits for the answer before it, and is not forgotten meanwhile', async () => {
    const { add, pass, answer, done, waiting } = gathering();
    add('a');
    await pass();
    add('b');
    expect(waiting()).toBe(0);
    await answer();
    await pass();
    expect(done).toEqual([['a'], ['b']]);
  });

  it('is done in turns where it is much, and anew where it is too much', async () => {
    const { add, pass, answer, done, anew } = gathering({ most: 2, tooMany: 3 });
    for (const id of ['a', 'b', 'c']) add(id);
    await pass();
    await answer();
    await pass();
    await answer();
    expect(done).toEqual([['a', 'b'], ['c']]);
    for (const id of ['a', 'b', 'c', 'd']) add(id);
    await pass();
    expect([done.length, anew()]).toEqual([2, 1]);
  });

  it('is forgotten at the end', () => {
    const { add, stop, waiting } = gathering();
    add('a');
    stop();
    expect(waiting()).toBe(0);
  });
});
