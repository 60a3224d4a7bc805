import { describe, expect, it } from 'vitest';
import { install, isInstalled, type QueuedCall } from './queue.ts';

type Scope = Record<string, unknown>;

/** The snippet of docs/guide/embed.md, under either name. */
function snippet(scope: Scope, name: string) {
  const queue = (...args: unknown[]) => {
    queue.q.push(args);
  };
  queue.q = [] as unknown[][];
  scope[name] = queue;
  return queue;
}

describe('the command queue', () => {
  it('keeps the calls that were made before load, in order, under both names', () => {
    const scope: Scope = {};
    snippet(scope, 'parley')('init', 'abc', { language: 'de' });
    snippet(scope, '_quickchat')('containerId', 'chat');
    expect(install(scope, () => {})).toEqual([
      ['init', 'abc', { language: 'de' }],
      ['containerId', 'chat'],
    ]);
  });

  it('takes calls under both names afterwards', () => {
    const scope: Scope = {};
    const calls: QueuedCall[] = [];
    install(scope, (call) => calls.push(call));
    for (const name of ['parley', '_quickchat']) (scope[name] as (...call: unknown[]) => void)('open');
    expect(calls).toEqual([['open'], ['open']]);
    expect(isInstalled(scope)).toBe(true);
  });

  it('takes an element of that name for no snippet', () => {
    const scope: Scope = { parley: { tagName: 'DIV', q: [['open']] } };
    expect(isInstalled(scope)).toBe(false);
    expect(install(scope, () => {})).toEqual([]);
    expect(typeof scope.parley).toBe('function');
  });
});
