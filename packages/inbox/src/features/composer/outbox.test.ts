import type { InboxMessage } from '@parley/protocol/api';
import { ApiError } from '@parley/sdk';
import { describe, expect, it, vi } from 'vitest';
import type { PendingMessage } from '../../conversation-state/pending-message.ts';
import { createOutbox, type OutboxDeps } from './outbox.ts';

type Sent = { readonly text: string; readonly key: string; readonly basedOn: string };

/** An outbox to a server that answers as the script says, one entry for each request; then it takes everything. */
function outboxTo(script: readonly (Error | 'hang')[], given: Partial<OutboxDeps> = {}) {
  const sent: Sent[] = [];
  let stored: readonly PendingMessage[] = [];
  let keys = 0;
  const call = async (_id: string, input: { headers: Record<string, string>; body: { text: string } }) => {
    const step = script[sent.length];
    sent.push({
      text: input.body.text,
      key: input.headers['Idempotency-Key'] ?? '',
      basedOn: input.headers['Based-On'] ?? '',
    });
    if (step === 'hang') return new Promise(() => {});
    if (step) throw step;
    return { seq: 100 + sent.length } as InboxMessage;
  };
  const deps: OutboxDeps = {
    client: { call: call as never },
    conversationId: 'c',
    store: {
      read: () => stored,
      write: (messages) => {
        stored = messages;
      },
      subscribe: () => () => undefined,
    },
    alone: (work) => work(),
    newKey: () => `key-${++keys}`,
    now: () => Date.parse('2026-05-22T14:00:00Z'),
    wait: async () => undefined,
    overtaken: (error) => (error instanceof ApiError && error.code === 'changed_meanwhile' ? 'Jo was quicker' : null),
    ...given,
  };
  return { deps, sent, stored: () => stored, outbox: createOutbox(deps) };
}

const words = (text: string) => ({ text, files: [], basedOn: 7 });
const away = () => new ApiError(503, 'unavailable', 'away');
const refused = () => new ApiError(400, 'bad_request', 'no such file');
const overtaken = () => new ApiError(409, 'changed_meanwhile', 'somebody else');
const states = ({ outbox }: ReturnType<typeof outboxTo>) => outbox.list().map(({ text, state }) => [text, state.is]);

describe('replies on their way', () => {
  it('are tried again with the same key while the server is away', async () => {
    const at = outboxTo([away(), new TypeError('failed to fetch')]);
    at.outbox.send(words('Hello'));
    await vi.waitFor(() => expect(at.outbox.list()).toEqual([]));
    expect(at.sent).toEqual(Array.from({ length: 3 }, () => ({ text: 'Hello', key: 'key-1', basedOn: '7' })));
    expect(at.stored()).toEqual([]);
  });

  it('go one after the other, and are told when they are taken', async () => {
    const at = outboxTo([away()]);
    const taken: number[] = [];
    at.outbox.onTaken(({ seq }) => taken.push(seq));
    at.outbox.send(words('one'));
    at.outbox.send(words('two'));
    await vi.waitFor(() => expect(at.outbox.list()).toEqual([]));
    expect(at.sent.map(({ text }) => text)).toEqual(['one', 'one', 'two']);
    expect(taken).toEqual([102, 103]);
  });

  it('wait for the person when they are refused, and hold up what was said after them', async () => {
    const at = outboxTo([refused()]);
    at.outbox.send(words('one'));
    at.outbox.send(words('two'));
    await vi.waitFor(() =>
      expect(states(at)).toEqual([
        ['one', 'failed'],
        ['two', 'sending'],
      ]),
    );
    expect(at.outbox.takeBack('key-1')?.text).toBe('one');
    await vi.waitFor(() => expect(at.outbox.list()).toEqual([]));
    expect(at.sent.map(({ text }) => text)).toEqual(['one', 'two']);
  });

  it('are tried again by hand with the same key, as the server may have them', async () => {
    const at = outboxTo(Array.from({ length: 6 }, away));
    at.outbox.send(words('one'));
    await vi.waitFor(() => expect(states(at)).toEqual([['one', 'failed']]));
    at.outbox.retry('key-1', 9);
    await vi.waitFor(() => expect(at.outbox.list()).toEqual([]));
    expect(new Set(at.sent.map(({ key }) => key))).toEqual(new Set(['key-1']));
  });

  it('go by hand with a new key after a refusal, which the old one would get again', async () => {
    const at = outboxTo([refused()]);
    at.outbox.send(words('one'));
    await vi.waitFor(() => expect(states(at)).toEqual([['one', 'failed']]));
    at.outbox.retry('key-1', 9);
    await vi.waitFor(() => expect(at.outbox.list()).toEqual([]));
    expect(at.sent.at(-1)).toEqual({ text: 'one', key: 'key-1#2', basedOn: '7' });
  });

  it('that were overtaken go with a new key, on what is on screen by then', async () => {
    const at = outboxTo([overtaken()]);
    at.outbox.send(words('one'));
    await vi.waitFor(() => expect(at.outbox.list()[0]?.state).toEqual({ is: 'overtaken', problem: 'Jo was quicker' }));
    at.outbox.retry('key-1', 9);
    await vi.waitFor(() => expect(at.outbox.list()).toEqual([]));
    expect(at.sent.at(-1)).toEqual({ text: 'one', key: 'key-1#2', basedOn: '9' });
  });

  it('go on after a reload with the same key, and wait for the person once that is forgotten', async () => {
    const first = outboxTo(['hang']);
    first.outbox.send(words('one'));
    const kept = first.stored();
    const store = { read: () => kept, write: () => undefined, subscribe: () => () => undefined };
    const second = outboxTo([], { store });
    await vi.waitFor(() => expect(second.outbox.list()).toEqual([]));
    expect(second.sent).toEqual([{ text: 'one', key: 'key-1', basedOn: '7' }]);
    const late = outboxTo([], { store, now: () => Date.parse('2026-05-24T14:00:00Z') });
    expect(states(late)).toEqual([['one', 'failed']]);
    expect(late.sent).toEqual([]);
  });
});

/** The storage of a browser, as each of its tabs sees it: a tab hears of what the others write, a moment later. */
function browser() {
  let stored: readonly PendingMessage[] = [];
  const tabs: (() => void)[] = [];
  let lock: Promise<void> = Promise.resolve();
  return {
    stored: () => stored,
    /** Delivers what tabs have not heard yet. */
    hear: () => {
      for (const tab of tabs) tab();
    },
    tab: (): Pick<OutboxDeps, 'store' | 'alone'> => ({
      store: {
        read: () => stored,
        write: (messages) => {
          stored = messages;
        },
        subscribe(listener) {
          tabs.push(listener);
          return () => undefined;
        },
      },
      alone(work) {
        lock = lock.then(work);
        return lock;
      },
    }),
  };
}

describe('replies on their way in two tabs', () => {
  it('that were overtaken and are retried in both go with the same key', async () => {
    const { tab, hear, stored } = browser();
    const one = outboxTo([overtaken()], tab());
    one.outbox.send(words('one'));
    await vi.waitFor(() => expect(states(one)).toEqual([['one', 'overtaken']]));
    const two = outboxTo([], tab());
    expect(states(two)).toEqual([['one', 'overtaken']]);
    one.outbox.retry('key-1', 9);
    two.outbox.retry('key-1', 11);
    await vi.waitFor(() => expect([one.outbox.list(), two.outbox.list()]).toEqual([[], []]));
    hear();
    expect([one.sent.at(-1)?.key, two.sent.at(-1)?.key]).toEqual(['key-1#2', 'key-1#2']);
    expect(stored()).toEqual([]);
  });

  it('are gone in the one when the other has sent or taken them back', async () => {
    const { tab, hear } = browser();
    const one = outboxTo([refused(), refused()], tab());
    one.outbox.send(words('one'));
    await vi.waitFor(() => expect(states(one)).toEqual([['one', 'failed']]));
    const two = outboxTo([], tab());
    one.outbox.takeBack('key-1');
    hear();
    expect(two.outbox.list()).toEqual([]);
    two.outbox.retry('key-1', 9);
    expect(two.sent).toEqual([]);
  });

  it('are sent by one of them, and by the other when that one is closed', async () => {
    const { tab, hear } = browser();
    const two = outboxTo([], tab());
    const dying = outboxTo(['hang'], { ...tab(), alone: (work) => work() });
    dying.outbox.send(words('one'));
    hear();
    await vi.waitFor(() => expect(two.outbox.list()).toEqual([]));
    expect([dying.sent, two.sent].map(([first]) => first?.key)).toEqual(['key-1', 'key-1']);
  });

  it('are kept by the one that sends them, whatever the other writes', async () => {
    const { tab, hear, stored } = browser();
    const two = outboxTo([refused()], { ...tab(), newKey: () => 'key-of-two' });
    const one = outboxTo(['hang'], { ...tab(), alone: (work) => work() });
    one.outbox.send(words('one'));
    two.outbox.send(words('two'));
    hear();
    expect(states(one).map(([text]) => text)).toEqual(['two', 'one']);
    expect(stored().map(({ text }) => text)).toEqual(['two']);
  });
});

it('forgets everything when the conversation is gone, though an answer is still awaited', async () => {
  const answer = Promise.withResolvers<void>();
  const at = outboxTo([away()], { wait: () => answer.promise });
  at.outbox.send(words('one'));
  at.outbox.forget();
  expect([at.outbox.list(), at.stored()]).toEqual([[], []]);
  answer.resolve();
  await vi.waitFor(() => expect(at.sent).toHaveLength(2));
  expect([at.outbox.list(), at.stored()]).toEqual([[], []]);
});
