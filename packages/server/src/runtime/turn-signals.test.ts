import { afterEach, expect, it, vi } from 'vitest';
import type { SignalBus } from './signal-bus.ts';
import { createTurnSignals, type TurnSignalsOptions, type TurnsAt } from './turn-signals.ts';

afterEach(() => {
  vi.useRealTimers();
});

/** A bus that all nodes of a test share, and which tells what went over it. */
function sharedBus() {
  const hearers = new Map<string, (signal: { readonly [key: string]: unknown }) => void>();
  const sent: string[] = [];
  const bus: SignalBus = {
    publish(channel, signal) {
      sent.push(channel);
      hearers.get(channel)?.(JSON.parse(JSON.stringify(signal)));
    },
    subscribe(channel, hear) {
      hearers.set(channel, hear);
      return () => hearers.delete(channel);
    },
    close: async () => {},
  };
  return { bus, sent };
}

const state = (seq: number, turns: readonly [id: string, node: string][], epoch = 1) => ({
  workspaceId: 'workspace',
  id: 'conversation',
  seq,
  epoch,
  turns: turns.map(([id, node]) => ({ id, node })),
});

const signalsOf = (nodeId: string, bus: SignalBus, look: TurnSignalsOptions['look'] = null) =>
  createTurnSignals<ReturnType<typeof state>>({ nodeId, bus, look });

function watchOn(signals: ReturnType<typeof signalsOf>, begun: ReturnType<typeof state>, turnId: string) {
  const heard = { superseded: 0, stop: () => {} };
  heard.stop = signals.watch(begun, turnId, () => {
    heard.superseded += 1;
  });
  return heard;
}

it('tells the node whose turn is superseded, and no other', () => {
  const { bus, sent } = sharedBus();
  const [one, two] = [signalsOf('one', bus), signalsOf('two', bus)];
  const before = state(4, [['turn', 'one']]);
  const heard = watchOn(one, before, 'turn');
  two.moved(before, state(6, [], 2));
  expect([heard.superseded, sent]).toEqual([1, ['turns:one']]);
});

it('sends nothing for what concerns one node alone', () => {
  const { bus, sent } = sharedBus();
  const one = signalsOf('one', bus);
  const before = state(4, [['turn', 'one']]);
  const heard = watchOn(one, before, 'turn');
  one.moved(
    before,
    state(5, [
      ['turn', 'one'],
      ['next', 'one'],
    ]),
  );
  expect([heard.superseded, sent]).toEqual([0, []]);
  one.moved(before, state(6, [], 2));
  expect([heard.superseded, sent]).toEqual([1, []]);
});

it('wakes who waits for the turn of another node', async () => {
  const { bus } = sharedBus();
  const [one, two] = [signalsOf('one', bus), signalsOf('two', bus)];
  const woken = two.wait('conversation', 60_000);
  one.moved(
    state(4, [
      ['turn', 'one'],
      ['next', 'two'],
    ]),
    state(5, [['next', 'two']]),
  );
  expect(await woken).toBeNull();
});

it('does not take old news for new ones', () => {
  const { bus } = sharedBus();
  const [one, two] = [signalsOf('one', bus), signalsOf('two', bus)];
  const heard = watchOn(one, state(9, [['turn', 'one']]), 'turn');
  two.moved(state(7, [['earlier', 'one']]), state(8, [], 2));
  expect(heard.superseded).toBe(0);
});

it('tells a turn that was superseded before anybody watched it', () => {
  const one = signalsOf('one', sharedBus().bus);
  const before = state(4, [['turn', 'one']]);
  one.moved(before, state(6, [], 2));
  expect(watchOn(one, before, 'turn').superseded).toBe(1);
});

it('looks at all watched turns at once for what no signal told, and only while there are any', async () => {
  vi.useFakeTimers();
  const looks: string[][] = [];
  const found: TurnsAt = { id: 'conversation', seq: 6, turnIds: [] };
  const look = {
    everyMs: 5,
    read: async (keys: readonly { id: string }[]) => {
      looks.push(keys.map(({ id }) => id));
      return [found];
    },
  };
  const one = signalsOf('one', sharedBus().bus, look);
  const first = watchOn(one, state(4, [['turn', 'one']]), 'turn');
  const second = watchOn(one, { ...state(4, [['other', 'one']]), id: 'another' }, 'other');
  await vi.advanceTimersByTimeAsync(5);
  expect([looks, first.superseded, second.superseded]).toEqual([[['conversation', 'another']], 1, 0]);
  first.stop();
  second.stop();
  await vi.advanceTimersByTimeAsync(100);
  expect([looks.length, vi.getTimerCount()]).toEqual([1, 0]);
});
