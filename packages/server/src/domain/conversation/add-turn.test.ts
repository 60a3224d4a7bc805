import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  aConversation,
  aPendingTurn,
  aReceivingAgent,
  aReply,
  aVisitorMessage,
  LATER,
} from '../../../test/support/a-conversation.ts';
import { concludeTurn } from '../turn/conclude-turn.ts';
import type { Conversation } from './conversation.ts';
import { receiveMessage } from './receive-message.ts';

let made = 0;
const receive = (state: Conversation, turn: { quietMs?: number } = { quietMs: 1_000 }) => {
  made += 1;
  const origin = turn.quietMs === undefined ? 'request' : 'queue';
  const begun = { id: `turn-${made}`, node: 'n', origin, ...turn } as const;
  return receiveMessage(state, aReceivingAgent(), aVisitorMessage(), begun, LATER);
};
const conclude = (state: Conversation) => concludeTurn(state, state.turns[0]?.id ?? '', aReply(), LATER);

describe('a message within a quiet moment', () => {
  it('takes the place of the turn before it, which ends in the log', () => {
    const first = receive(aConversation());
    const second = receive(first.next);
    expect(second.next.turns).toEqual([{ ...second.turn, ord: 5, replaced: 1, quietUntil: LATER.getTime() + 1_000 }]);
    expect(second.events).toEqual([
      { type: 'message.received', data: { ord: 5, language: 'en' } },
      { type: 'turn.ended', data: { turnId: first.turn?.id, ord: 4, reason: 'superseded' } },
    ]);
    expect(conclude(second.next)?.next).toMatchObject({ answeredOrd: 5, turns: [] });
  });

  it('lets a turn speak to which three have given way, and waits behind it', () => {
    let state = aConversation();
    for (let count = 0; count < 4; count += 1) state = receive(state).next;
    expect(state.turns.map(({ ord, replaced }) => [ord, replaced])).toEqual([[7, 3]]);
    state = receive(state).next;
    expect(state.turns.map(({ ord, replaced }) => [ord, replaced])).toEqual([
      [7, 3],
      [8, undefined],
    ]);
  });

  it('takes nothing from those whose callers wait, nor from what people gave back', () => {
    const turns = [aPendingTurn(4), aPendingTurn(5, { origin: 'queue', isHandedBack: true })];
    const { next, events } = receive(aConversation({ turns, messageCount: 5 }));
    expect([next.turns.slice(0, 2), events.length]).toEqual([turns, 1]);
  });

  it('is answered exactly once with all that was said before it, in whatever order turns conclude', () => {
    const steps = fc.array(fc.constantFrom('quiet', 'request', 'conclude'), { maxLength: 40 });
    fc.assert(
      fc.property(steps, (all) => {
        let state = aConversation();
        const received: number[] = [];
        const answers: number[] = [];
        const speak = (): void => {
          const decision = conclude(state);
          for (const { type, data } of decision?.events ?? [])
            if (type === 'message.sent') answers.push(data.answers ?? 0);
          // What was answered together with a later message has nothing left to say.
          state = decision?.next ?? { ...state, turns: state.turns.slice(1) };
        };
        for (const step of all) {
          if (step === 'conclude') speak();
          else {
            const { next, ord } = receive(state, step === 'quiet' ? { quietMs: 1_000 } : {});
            received.push(ord);
            state = next;
          }
        }
        while (state.turns.length > 0) speak();
        expect(answers).toEqual([...new Set(answers)].toSorted((a, b) => a - b));
        // Each reply answers all since the one before it.
        expect(state.answeredOrd).toBe(received.at(-1) ?? 2);
        expect(answers.at(-1) ?? null).toBe(received.at(-1) ?? null);
      }),
    );
  });
});

describe('a message that asks for people', () => {
  const asking = (state: Conversation, agent = aReceivingAgent()) =>
    receiveMessage(
      state,
      agent,
      aVisitorMessage({ wantsPerson: true }),
      { id: 't', node: 'n', origin: 'queue' },
      LATER,
    );

  it('is stored, queued for them and gets no turn', () => {
    const { next, events, turn } = asking(aConversation({ turns: [aPendingTurn(2)] }));
    expect([next.driver, next.turns, turn]).toEqual(['queue', [], null]);
    expect(events.map(({ type }) => type)).toEqual([
      'message.received',
      'marker.added',
      'conversation.updated',
      'turn.ended',
    ]);
  });

  it('reopens what has ended for them, in one change', () => {
    const ended = aConversation({ progress: 'closed' });
    const { next } = asking(ended);
    expect(next).toMatchObject({ driver: 'queue', progress: 'open', epoch: ended.epoch + 1 });
  });

  it('is answered by the agent where there are none', () => {
    const { next, turn } = asking(aConversation(), aReceivingAgent({ peopleEnabled: false }));
    expect([next.driver, turn?.ord]).toEqual(['ai', 4]);
  });
});
