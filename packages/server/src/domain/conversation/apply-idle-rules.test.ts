import type { Actor } from '@parley/protocol';
import { describe, expect, it } from 'vitest';
import { aConversation, aVisitorMessage } from '../../../test/support/a-conversation.ts';
import { applyIdleRules, type IdleAgent } from './apply-idle-rules.ts';
import type { Conversation } from './conversation.ts';
import { handBack, reopenWithAgent } from './hand-back.ts';
import { receiveMessage } from './receive-message.ts';
import { replyAsPerson } from './reply-as-person.ts';
import { requestPerson, takeOver } from './take-over.ts';
import { updateByPerson } from './update-by-person.ts';

const BEGIN = new Date('2026-03-01T08:00:00Z');
const minutes = (count: number): Date => new Date(BEGIN.getTime() + count * 60_000);
const BY: Actor = { type: 'operator', id: 'me' };
const TURN = { id: 'turn', node: 'node-1', origin: 'queue' } as const;
const AGENT: IdleAgent = { state: 'active', autoCloseHours: 24, queueNoticeMinutes: 5, handBackAfterMinutes: 30 };
const apply = (state: Conversation, after: number, agent: Partial<IdleAgent> = {}) =>
  applyIdleRules(state, { ...AGENT, ...agent }, TURN, minutes(after));
const ai = aConversation({ lastMessageAt: BEGIN });
const queued = must(requestPerson(ai, BY, BEGIN)).next;
const taken = must(takeOver(ai, BY, BEGIN)).next;

function must<T>(decision: T | null): T {
  if (!decision) throw new Error('nothing was decided');
  return decision;
}

describe('what the agent drives', () => {
  it('is resolved after a day without a message, by Parley itself', () => {
    expect(apply(ai, 24 * 60 - 1)).toBeNull();
    const decision = apply(ai, 24 * 60);
    expect(decision?.next).toMatchObject({ progress: 'resolved', driver: 'ai', resolvedAt: minutes(24 * 60) });
    expect(decision?.events.map(({ type }) => type)).toEqual(['marker.added', 'conversation.updated']);
    expect(decision?.events[1]?.data).toMatchObject({ by: { type: 'system' } });
  });

  it('counts from when it was handed back or reopened, however old its messages are', () => {
    const day = 24 * 60;
    const back = must(handBack(taken, AGENT, TURN, BY, minutes(10 * day))).next;
    expect([apply(back, 11 * day - 1), apply(back, 11 * day)?.next.progress]).toEqual([null, 'resolved']);
    const resolved = must(apply(ai, day)).next;
    const reopened = must(reopenWithAgent(resolved, AGENT, BY, minutes(10 * day))).next;
    expect([apply(reopened, 11 * day - 1), apply(reopened, 11 * day)?.next.progress]).toEqual([null, 'resolved']);
  });

  it('stays open where the rule is off', () => {
    expect(apply(ai, 1e6, { autoCloseHours: 0 })).toBeNull();
  });
});

describe('a queue that nobody answers', () => {
  it('tells the visitor once', () => {
    expect(apply(queued, 4)).toBeNull();
    const decision = must(apply(queued, 5));
    expect(decision.events).toEqual([{ type: 'marker.added', data: { code: 'still_waiting' } }]);
    expect(decision.next).toMatchObject({ driver: 'queue', epoch: queued.epoch, seq: queued.seq + 1 });
    expect(apply(decision.next, 1e6)).toBeNull();
    const again = must(
      updateByPerson(
        must(takeOver(decision.next, BY, minutes(9))).next,
        { status: 'agent_requested' },
        BY,
        minutes(10),
      ),
    );
    expect([apply(again.next, 14), apply(again.next, 15)?.events]).toEqual([null, decision.events]);
  });

  it('is not told longer when the visitor writes on, nor where the rule is off', () => {
    const agent = { state: 'active', peopleEnabled: true, peopleKeepConversations: false } as const;
    const wrote = receiveMessage(queued, agent, aVisitorMessage(), TURN, minutes(4)).next;
    expect(apply(wrote, 5)).not.toBeNull();
    expect(apply(wrote, 1e6, { queueNoticeMinutes: 0 })).toBeNull();
  });
});

describe('what people left alone', () => {
  it('goes back to the agent, which answers what was written meanwhile', () => {
    const agent = { state: 'active', peopleEnabled: true, peopleKeepConversations: false } as const;
    const wrote = receiveMessage(taken, agent, aVisitorMessage(), TURN, minutes(29)).next;
    expect(apply(wrote, 29)).toBeNull();
    const decision = apply(wrote, 30);
    expect(decision?.next).toMatchObject({ driver: 'ai', assignedTo: null, silentSince: minutes(30) });
    expect(decision?.turn).toMatchObject({ ...TURN, ord: 4 });
  });

  it('counts from the last word of a person, or from who has it now', () => {
    const said = { id: 'reply', content: 'I look.', attachments: [], mode: 'inbox' } as const;
    const replied = replyAsPerson(taken, said, BY, minutes(20)).next;
    expect([apply(replied, 49), apply(replied, 50)?.next.driver]).toEqual([null, 'ai']);
    const other = must(takeOver(replied, { type: 'operator', id: 'other' }, minutes(40))).next;
    expect([apply(other, 69), apply(other, 70)?.next.driver]).toEqual([null, 'ai']);
  });

  it('stays with them as shipped, and while the agent does not work', () => {
    expect(apply(taken, 1e6, { handBackAfterMinutes: 0 })).toBeNull();
    expect(apply(taken, 1e6, { state: 'paused' })).toBeNull();
  });
});

it('what has ended is left alone', () => {
  for (const state of [ai, queued, taken]) {
    const ended = must(updateByPerson(state, { status: 'closed' }, BY, BEGIN)).next;
    expect(ended.silentSince).toBeNull();
    expect(apply(ended, 1e6)).toBeNull();
  }
});
