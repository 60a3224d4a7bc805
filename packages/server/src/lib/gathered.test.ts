import { describe, expect, it } from 'vitest';
import { gathered } from './gathered.ts';

/** What was run, when each round may end, and a clock that stands still until it is told. */
function rounds({ everyMs = 0, restFactor = 0 } = {}) {
  const begun: string[][] = [];
  const ends: (() => void)[] = [];
  let nowMs = 0;
  const ask = gathered<string, number, number>({ everyMs, restFactor, nowMs: () => nowMs }, async (_group, asked) => {
    begun.push([...asked.keys()]);
    await new Promise<void>((resolve) => ends.push(resolve));
    return new Map([...asked].map(([key, value]) => [key, value * 2]));
  });
  const of = (key: string, group = 'ours') => ask(group, new Map([[key, 21]])).then((answers) => answers.get(key));
  const soon = () => new Promise((resolve) => setImmediate(resolve));
  const end = async () => {
    ends.shift()?.();
    await soon();
  };
  return { begun, of, soon, end, pass: (ms: number) => (nowMs += ms) };
}

describe('what is asked for together', () => {
  it('is answered once', async () => {
    const { begun, of, soon, end } = rounds();
    const answers = Promise.all([of('a'), of('a'), of('b')]);
    await soon();
    await end();
    expect([await answers, begun]).toEqual([[42, 42, 42], [['a', 'b']]]);
  });

  it('while a round runs is answered by the next, which sees what happened since', async () => {
    const { begun, of, soon, end } = rounds();
    const first = of('a');
    await soon();
    const second = Promise.all([of('a'), of('c')]);
    await soon();
    expect(begun).toEqual([['a']]);
    await end();
    await first;
    await soon();
    await end();
    expect([await second, begun]).toEqual([
      [42, 42],
      [['a'], ['a', 'c']],
    ]);
  });

  it('of another group does not wait', async () => {
    const { begun, of, soon, end } = rounds();
    const both = Promise.all([of('a', 'ours'), of('b', 'theirs')]);
    await soon();
    expect(begun).toEqual([['a'], ['b']]);
    await end();
    await end();
    await both;
  });

  it('waits until its time has come, and longer where the last round took long', async () => {
    const { begun, of, soon, end, pass } = rounds({ everyMs: 20, restFactor: 2 });
    const first = of('a');
    await soon();
    pass(30);
    await end();
    await first;
    const second = of('a');
    await soon();
    expect(begun).toHaveLength(1);
    // It rests 60 ms of the test's own clock, which stands still: the timer is a real one.
    await expect.poll(() => begun.length, { timeout: 2_000 }).toBe(2);
    await end();
    expect(await second).toBe(42);
  });

  it('fails for all who asked, and not for those who ask then', async () => {
    let fails = true;
    const ask = gathered<string, null, string>({ everyMs: 0, restFactor: 0, nowMs: () => 0 }, async () => {
      if (fails) throw new Error('no database');
      return new Map([['a', 'fine']]);
    });
    const asked = new Map([['a', null]]);
    const both = await Promise.allSettled([ask('ours', asked), ask('ours', asked)]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    fails = false;
    expect((await ask('ours', asked)).get('a')).toBe('fine');
  });
});
