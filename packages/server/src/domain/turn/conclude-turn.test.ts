import { DRIVERS, PROGRESSES, TURN_END_REASONS } from '@parley/protocol';
import { describe, expect, it } from 'vitest';
import { aConversation, aPendingTurn, aReply, LATER } from '../../../test/support/a-conversation.ts';
import { concludeTurn, endTurn, isPending, maySpeak, passTurnOn, queueTurn } from './conclude-turn.ts';

const turns = [aPendingTurn(4), aPendingTurn(5)];
const waiting = aConversation({ turns, messageCount: 5 });

describe('a turn that concludes', () => {
  it('appends its reply, says what it answers and leaves the next turn at the head', () => {
    const sources = [{ id: 1 }];
    const decision = concludeTurn(waiting, 'turn-4', aReply({ sources, offersPerson: true }), LATER);
    expect(decision?.messages).toMatchObject([
      { id: 'reply', ord: 6, author: 'ai_assistant', content: 'Five days.', sources, createdAt: LATER },
    ]);
    expect(decision?.events).toEqual([
      { type: 'message.sent', data: { ord: 6, answers: 4, title: 'And to Austria?', offersPerson: true } },
    ]);
    expect(decision?.next).toMatchObject({ answeredOrd: 4, personOffered: true, seq: 5, turns: [{ id: 'turn-5' }] });
    expect(decision?.next.lastVisitorMessageAt).toEqual(waiting.lastVisitorMessageAt);
  });

  it('gives a title to a conversation that has none', () => {
    expect(concludeTurn(waiting, 'turn-4', aReply(), LATER)?.next.title).toBe('And to Austria?');
    const titled = concludeTurn({ ...waiting, title: 'Delivery' }, 'turn-4', aReply(), LATER);
    expect(titled?.next.title).toBe('Delivery');
    expect(titled?.events).toEqual([{ type: 'message.sent', data: { ord: 6, answers: 4 } }]);
  });

  it('speaks only at the head', () => {
    expect(concludeTurn(waiting, 'turn-5', aReply(), LATER)).toBeNull();
    expect(concludeTurn(waiting, 'another', aReply(), LATER)).toBeNull();
    expect([isPending(waiting, 'turn-5'), isPending(waiting, 'another')]).toEqual([true, false]);
  });

  it('does not answer a message that has been answered', () => {
    const answered = aConversation({ turns: [aPendingTurn(2)], answeredOrd: 4 });
    expect(maySpeak(answered, 'turn-2')).toBe(false);
    expect(concludeTurn(answered, 'turn-2', aReply(), LATER)).toBeNull();
  });

  it.each(DRIVERS.flatMap((driver) => PROGRESSES.map((progress) => ({ driver, progress }))))(
    'speaks in $driver, $progress only if the agent drives an open conversation',
    ({ driver, progress }) => {
      const may = driver === 'ai' && progress === 'open';
      const decision = concludeTurn({ ...waiting, driver, progress }, 'turn-4', aReply(), LATER);
      expect(decision !== null).toBe(may);
    },
  );
});

describe('a turn that hands off', () => {
  it('says its closing text, then the marker, then the change; what waits is superseded', () => {
    const decision = concludeTurn(waiting, 'turn-4', aReply({ handsOff: true }), LATER);
    expect(decision?.events).toEqual([
      { type: 'message.sent', data: { ord: 6, answers: 4, title: 'And to Austria?' } },
      { type: 'marker.added', data: { code: 'handoff_requested' } },
      { type: 'conversation.updated', data: { driver: { from: 'ai', to: 'queue' }, by: { type: 'ai_assistant' } } },
      { type: 'turn.ended', data: { turnId: 'turn-5', ord: 5, reason: 'superseded' } },
    ]);
    expect(decision?.next).toMatchObject({ driver: 'queue', progress: 'open', epoch: 5, seq: 8, turns: [] });
  });
});

describe('a turn that ends without a reply', () => {
  it.each(TURN_END_REASONS)('is told with its reason: %s', (reason) => {
    const decision = endTurn(waiting, 'turn-5', reason);
    expect(decision?.events).toEqual([{ type: 'turn.ended', data: { turnId: 'turn-5', ord: 5, reason } }]);
    expect(decision?.next.turns).toEqual([turns[0]]);
    expect(decision?.next.answeredOrd).toBe(waiting.answeredOrd);
    expect(decision?.messages).toEqual([]);
  });

  it('ends once', () => {
    const ended = endTurn(waiting, 'turn-4', 'failed');
    expect(ended && endTurn(ended.next, 'turn-4', 'failed')).toBeNull();
  });
});

describe('a turn that is queued for a stored message', () => {
  it('waits behind the others', () => {
    const decision = queueTurn(waiting, aPendingTurn(3));
    expect(decision?.events).toEqual([{ type: 'turn.queued', data: { turnId: 'turn-3', ord: 3 } }]);
    expect(decision?.next.turns.map(({ id }) => id)).toEqual(['turn-4', 'turn-5', 'turn-3']);
  });

  it.each([
    ['the message was answered', { answeredOrd: 4 }],
    ['a person drives', { driver: 'human' }],
    ['it was resolved', { progress: 'resolved' }],
  ] as const)('is not wanted when %s', (_why, fields) => {
    expect(queueTurn({ ...waiting, ...fields }, aPendingTurn(3))).toBeNull();
  });
});

describe('a turn whose process died', () => {
  const to = { id: 'again', node: 'node-2' };

  it('is passed on in its place, under an id of its own', () => {
    const state = aConversation({ turns: [aPendingTurn(4, { origin: 'queue' }), aPendingTurn(5)] });
    const passed = passTurnOn(state, 'turn-4', to);
    expect(passed?.next.turns.map(({ id, node, ord }) => [id, node, ord])).toEqual([
      ['again', 'node-2', 4],
      ['turn-5', 'node-1', 5],
    ]);
    expect(passed?.events.map(({ type }) => type)).toEqual(['turn.ended', 'turn.queued']);
    // What seemed to be dead may not speak for it.
    expect(passed && concludeTurn(passed.next, 'turn-4', aReply(), LATER)).toBeNull();
  });

  it('is not passed on without end: it may be what kills them', () => {
    let state = aConversation({ turns: [aPendingTurn(4, { id: 'again' })] });
    for (let time = 1; time <= 3; time += 1) state = passTurnOn(state, 'again', to)?.next ?? aConversation();
    expect(state.turns).toHaveLength(1);
    expect(passTurnOn(state, 'again', to)).toBeNull();
  });
});
