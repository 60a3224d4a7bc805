import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { messageDelivery } from './message-delivery.ts';
import { afterReceipt, afterSend, deliveryStatus, type PartState } from './part-state.ts';

const STATES: readonly PartState[] = [
  'waiting',
  'sending',
  'held',
  'unknown',
  'failed',
  'dropped',
  'sent',
  'delivered',
  'read',
];

describe('a receipt', () => {
  it.each([
    ['sent', 'delivered', 'delivered'],
    ['sent', 'read', 'read'],
    ['delivered', 'sent', null],
    ['read', 'delivered', null],
    ['read', 'failed', null],
    ['delivered', 'failed', null],
    ['sent', 'failed', 'failed'],
    ['unknown', 'sent', 'sent'],
    ['unknown', 'failed', 'failed'],
    ['waiting', 'delivered', 'delivered'],
    ['failed', 'sent', null],
    ['failed', 'delivered', 'delivered'],
  ] as const)('of %s by %s makes %s', (state, status, after) => {
    expect(afterReceipt(state, status)).toBe(after);
  });

  it('never moves what has arrived backwards, in whatever order they come', () => {
    const order = ['sent', 'delivered', 'read'];
    fc.assert(
      fc.property(fc.array(fc.constantFrom('sent', 'delivered', 'read', 'failed' as const)), (receipts) => {
        let state: PartState = 'sent';
        for (const receipt of receipts) {
          const next = afterReceipt(state, receipt as 'sent');
          if (next && order.includes(state) && order.includes(next)) {
            expect(order.indexOf(next)).toBeGreaterThan(order.indexOf(state));
          }
          state = next ?? state;
        }
      }),
    );
  });
});

describe('an attempt', () => {
  const failed = (
    failure: 'retry' | 'refused' | 'unknown' | 'window-closed' | 'blocked' | 'unauthorised',
    afterMs?: number,
  ) => ({ ok: false, failure, detail: 'Why.', ...(afterMs === undefined ? {} : { afterMs }) }) as const;

  it('that is taken has the platform’s id', () => {
    expect(afterSend({ ok: true, id: 'm1' }, 1)).toEqual({ state: 'sent', externalId: 'm1' });
  });

  it('that is not taken is made again, later and later, and not for ever', () => {
    const waits = [1, 2, 3, 4, 5, 6, 7].map((attempts) => {
      const result = afterSend(failed('retry'), attempts);
      return result.state === 'waiting' ? result.dueInMs : result.state;
    });
    expect(waits).toEqual([2_000, 6_000, 18_000, 54_000, 162_000, 486_000, 900_000]);
    expect(afterSend(failed('retry'), 8)).toMatchObject({ state: 'failed' });
  });

  it('waits as long as the platform wants', () => {
    expect(afterSend(failed('retry', 30_000), 1)).toMatchObject({ state: 'waiting', dueInMs: 30_000 });
  });

  it.each([
    ['unknown', 'unknown'],
    ['window-closed', 'held'],
    ['refused', 'failed'],
    ['blocked', 'failed'],
    ['unauthorised', 'failed'],
  ] as const)('that ends with %s is not made again: %s', (failure, state) => {
    expect(afterSend(failed(failure), 1)).toEqual({ state, reason: failure, detail: 'Why.' });
  });
});

describe('a message', () => {
  it.each([
    [['sent', 'waiting'], 'waiting'],
    [['read', 'delivered', 'sent'], 'sent'],
    [['read', 'delivered'], 'delivered'],
    [['sent', 'failed', 'dropped'], 'failed'],
    [['sent', 'unknown', 'waiting'], 'unknown'],
    [['sent', 'dropped'], 'dropped'],
    [['held', 'waiting'], 'held'],
  ] as const)('of %j is %s', (states, status) => {
    expect(deliveryStatus(states)).toBe(status);
  });

  it('says why by the first part that stopped so', () => {
    const part = (state: PartState, detail: string) => ({ state, reason: 'refused', detail });
    expect(messageDelivery([part('sent', 'a'), part('failed', 'b'), part('failed', 'c')])).toEqual({
      status: 'failed',
      reason: 'refused',
      detail: 'b',
    });
    for (const state of STATES) expect(messageDelivery([part(state, 'x')]).status).toBeTypeOf('string');
  });
});
