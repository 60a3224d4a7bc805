import { DRIVERS, PROGRESSES } from '@parley/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aConversation, aPendingTurn, BEGUN, LATER } from '../../../test/support/a-conversation.ts';
import { draftOf } from './append.ts';
import { changeState, type StateChange } from './change-state.ts';
import { assigneeType, type Conversation, handoffState, isTerminated, resolutionStatus } from './conversation.ts';

const BY = { type: 'operator', id: 'me' } as const;
function change(state: Conversation, to: StateChange) {
  const draft = draftOf(state);
  changeState(draft, to, LATER, BY);
  return { next: draft.state, events: draft.events };
}

describe('the stamps', () => {
  const stamped = { resolvedAt: BEGUN, closedAt: BEGUN };
  it.each([
    ['open', 'resolved', {}, { resolvedAt: LATER, closedAt: null }],
    ['open', 'closed', {}, { resolvedAt: null, closedAt: LATER }],
    ['open', 'archived', {}, { resolvedAt: null, closedAt: null }],
    ['resolved', 'closed', { resolvedAt: BEGUN }, { resolvedAt: BEGUN, closedAt: LATER }],
    ['closed', 'resolved', stamped, { resolvedAt: LATER, closedAt: null }],
    ['closed', 'archived', stamped, { resolvedAt: BEGUN, closedAt: BEGUN }],
    ['archived', 'closed', stamped, { resolvedAt: BEGUN, closedAt: BEGUN }],
    ['archived', 'closed', {}, { resolvedAt: null, closedAt: LATER }],
    ['archived', 'resolved', stamped, { resolvedAt: LATER, closedAt: null }],
    ['resolved', 'open', stamped, { resolvedAt: null, closedAt: null }],
    ['closed', 'open', stamped, { resolvedAt: null, closedAt: null }],
    ['archived', 'open', stamped, { resolvedAt: null, closedAt: null }],
  ] as const)('from %s to %s', (from, to, stamps, expected) => {
    const { next } = change(aConversation({ progress: from, ...stamps }), { progress: to });
    expect(next).toMatchObject(expected);
  });

  it('stay when only the driver changes', () => {
    const before = aConversation({ progress: 'closed', ...stamped });
    expect(change(before, { driver: 'human' }).next).toMatchObject(stamped);
  });
});

describe('every change', () => {
  const words = fc.record({ driver: fc.constantFrom(...DRIVERS), progress: fc.constantFrom(...PROGRESSES) });

  it('raises the epoch, ends every turn and tells what changed; none does nothing', () => {
    fc.assert(
      fc.property(words, words, (from, to) => {
        const before = aConversation({ ...from, turns: [aPendingTurn(4), aPendingTurn(5)] });
        const { next, events } = change(before, to);
        if (from.driver === to.driver && from.progress === to.progress) {
          expect([next, events]).toEqual([before, []]);
          return;
        }
        expect(next).toMatchObject({ ...to, epoch: before.epoch + 1, turns: [] });
        const types = events.map(({ type }) => type).filter((type) => type !== 'marker.added');
        expect(types).toEqual(['conversation.updated', 'turn.ended', 'turn.ended']);
        const data = events.find(({ type }) => type === 'conversation.updated')?.data ?? {};
        expect('driver' in data).toBe(from.driver !== to.driver);
        expect('progress' in data).toBe(from.progress !== to.progress);
      }),
    );
  });

  it('remembers that people were there', () => {
    const human = change(aConversation(), { driver: 'human' }).next;
    expect(change(human, { driver: 'ai' }).next.peopleWereHere).toBe(true);
    expect(change(aConversation(), { driver: 'queue' }).next.peopleWereHere).toBe(false);
  });
});

describe('the projections', () => {
  it.each([
    ['ai', false, null, 'ai_assistant'],
    ['queue', false, 'requested', 'unassigned'],
    ['human', true, 'active', 'human_operator'],
    ['ai', true, 'ended', 'ai_assistant'],
    ['queue', true, 'requested', 'unassigned'],
  ] as const)('%s, people were there: %s', (driver, peopleWereHere, handoff, assignee) => {
    expect(handoffState({ driver, peopleWereHere })).toBe(handoff);
    expect(assigneeType(driver)).toBe(assignee);
  });

  it.each([
    ['open', 'open', false],
    ['resolved', 'resolved', false],
    ['closed', 'resolved', true],
    ['archived', 'resolved', true],
  ] as const)('%s is %s to the Agent API, terminated: %s', (progress, status, terminated) => {
    expect([resolutionStatus(progress), isTerminated(progress)]).toEqual([status, terminated]);
  });
});
