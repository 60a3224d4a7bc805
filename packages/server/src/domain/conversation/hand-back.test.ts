import type { Actor } from '@parley/protocol';
import { describe, expect, it } from 'vitest';
import { aConversation, aReply, aVisitorMessage, LATER } from '../../../test/support/a-conversation.ts';
import { concludeTurn } from '../turn/conclude-turn.ts';
import type { Conversation } from './conversation.ts';
import { handBack, reopenWithAgent } from './hand-back.ts';
import { receiveMessage } from './receive-message.ts';
import { replyAsPerson } from './reply-as-person.ts';

const BY: Actor = { type: 'operator', id: 'me' };
const TURN = { id: 'turn', node: 'node-1', origin: 'queue' } as const;
const AGENT = { state: 'active', peopleEnabled: true, peopleKeepConversations: false } as const;
const giveBack = (state: Conversation) => handBack(state, AGENT, TURN, BY, LATER);
const says = (state: Conversation) =>
  receiveMessage(state, AGENT, aVisitorMessage(), { ...TURN, id: 'none' }, LATER).next;
const replies = (state: Conversation) =>
  replyAsPerson(state, { id: 'reply', content: 'I look.', attachments: [], mode: 'inbox' }, BY, LATER).next;
const human = aConversation({ driver: 'human', assignedTo: 'me', personOffered: true, peopleWereHere: true });

describe('handing back', () => {
  it('gives what the visitor wrote since the last answer to one turn', () => {
    const waiting = says(says(replies(says(human))));
    const decision = giveBack(waiting);
    expect(decision?.turn).toEqual({ ...TURN, ord: 7, isHandedBack: true });
    expect(decision?.next).toMatchObject({
      turns: [{ ...TURN, ord: 7 }],
      answeredOrd: 5,
      driver: 'ai',
      assignedTo: null,
    });
    expect(decision?.events.map(({ type }) => type)).toEqual(['marker.added', 'conversation.updated', 'turn.queued']);
    expect(decision?.events.at(-1)?.data).toEqual({ turnId: 'turn', ord: 7 });
    const replied = decision && concludeTurn(decision.next, 'turn', aReply(), LATER);
    expect(replied?.next).toMatchObject({ answeredOrd: 7, turns: [] });
  });

  it('leaves the agent silent where a person has answered', () => {
    const decision = giveBack(replies(says(human)));
    expect([decision?.turn, decision?.next.turns]).toEqual([null, []]);
  });

  it('answers what came while the conversation waited for people', () => {
    const queued = says(aConversation({ driver: 'queue' }));
    expect(giveBack(queued)?.turn).toEqual({ ...TURN, ord: 4, isHandedBack: true });
  });

  it('answers a message that came before the reply to an earlier one', () => {
    // Message 5 was under way when the agent answered message 4 with 6; then people took over.
    const state = aConversation({ driver: 'human', messageCount: 6, lastVisitorOrd: 5, answeredOrd: 4 });
    expect(giveBack(state)?.turn?.ord).toBe(5);
  });

  it('forgets the offer of a person that was made before', () => {
    expect(giveBack(human)?.next.personOffered).toBe(false);
  });

  it.each(['paused', 'archived'] as const)('is refused while the agent is %s', (state) => {
    const refusal = expect.objectContaining({ code: 'conflict' });
    expect(() => handBack(human, { state }, TURN, BY, LATER)).toThrow(refusal);
    const ended = { ...human, progress: 'closed' } as const;
    expect(() => reopenWithAgent(ended, { state }, BY, LATER)).toThrow(refusal);
    expect(handBack(aConversation(), { state }, TURN, BY, LATER)).toBeNull();
  });
});

describe('reopening with the agent', () => {
  it('leaves what was unanswered behind', () => {
    const ended = { ...says(human), progress: 'resolved' } as const;
    const reopened = reopenWithAgent(ended, AGENT, BY, LATER);
    expect(reopened?.next).toMatchObject({ answeredOrd: 4, personOffered: false, turns: [], assignedTo: null });
  });
});
