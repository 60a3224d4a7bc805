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
    },
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
    expect(at.sent.at(-1)).toEqual({ text: 'one', key: 'key-2', basedOn: '7' });
  });

  it('that were overtaken go with a new key, on what is on screen by then', async () => {
    const at = outboxTo([overtaken()]);
    at.outbox.send(words('one'));
    await vi.waitFor(() => expect(at.outbox.list()[0]?.state).toEqual({ is: 'overtaken', problem: 'Jo was quicker' }));
    at.outbox.retry('key-1', 9);
    await vi.waitFor(() => expect(at.outbox.list()).toEqual([]));
    expect(at.sent.at(-1)).toEqual({ text: 'one', key: 'key-2', basedOn: '9' });
  });

  it('go on after a reload with the same key, and wait for the person once that is forgotten', async () => {
    const first = outboxTo(['hang']);
    first.outbox.send(words('one'));
    const kept = first.stored();
    const store = { read: () => kept, write: () => undefined };
    const second = outboxTo([], { store });
    await vi.waitFor(() => expect(second.outbox.list()).toEqual([]));
    expect(second.sent).toEqual([{ text: 'one', key: 'key-1', basedOn: '7' }]);
    const late = outboxTo([], { store, now: () => Date.parse('2026-05-24T14:00:00Z') });
    expect(states(late)).toEqual([['one', 'failed']]);
    expect(late.sent).toEqual([]);
  });
});
