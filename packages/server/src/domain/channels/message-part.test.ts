import { expect, it } from 'vitest';
import { endAttempt, type MessagePart } from './message-part.ts';

const AT = new Date('2026-11-30T12:00:00Z');
const part = (n: number, given: Partial<MessagePart> = {}): MessagePart => ({
  id: `p${n}`,
  channelId: 'c1',
  part: n,
  speaker: 'agent',
  state: 'waiting',
  attempts: 1,
  dueAt: AT,
  externalId: null,
  reason: null,
  detail: null,
  endedAt: null,
  ...given,
});
const sending = part(0, { state: 'sending' });
const TAKEN = { state: 'sent', reason: null, detail: null, dueAt: null, externalId: 'm1' } as const;
const REFUSED = { state: 'failed', reason: 'refused', detail: 'Why.', dueAt: null } as const;

it('a part that is taken has ended, with the platform’s id', () => {
  expect(endAttempt([sending, part(1)], 'p0', TAKEN, AT)).toEqual([
    { ...sending, state: 'sent', externalId: 'm1', dueAt: null, endedAt: AT },
  ]);
});

it('one that is tried again has not ended', () => {
  const dueAt = new Date(AT.getTime() + 2_000);
  const end = { state: 'waiting', reason: 'retry', detail: 'Later.', dueAt } as const;
  expect(endAttempt([sending], 'p0', end, AT)).toMatchObject([{ state: 'waiting', dueAt, endedAt: null }]);
});

it('what stands behind one that is refused is dropped for the same reason, and nothing before it', () => {
  const parts = [part(0, { state: 'sent' }), part(1, { state: 'sending' }), part(2), part(3, { state: 'sent' })];
  expect(endAttempt(parts, 'p1', REFUSED, AT).map(({ id, state, reason }) => [id, state, reason])).toEqual([
    ['p1', 'failed', 'refused'],
    ['p2', 'dropped', 'refused'],
  ]);
});

it('a receipt that was faster stays, and gets the id that it lacked', () => {
  expect(endAttempt([part(0, { state: 'read' })], 'p0', TAKEN, AT)).toMatchObject([
    { state: 'read', externalId: 'm1' },
  ]);
  expect(endAttempt([part(0, { state: 'read' })], 'p0', REFUSED, AT)).toMatchObject([{ state: 'read', reason: null }]);
});

it('one that was given up as unknown and is taken after all is sent', () => {
  const lost = part(0, { state: 'unknown', reason: 'unknown', detail: 'Lost.' });
  expect(endAttempt([lost], 'p0', TAKEN, AT)).toMatchObject([{ state: 'sent', reason: null, externalId: 'm1' }]);
});
