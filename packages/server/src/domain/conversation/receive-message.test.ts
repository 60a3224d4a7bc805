import { DRIVERS, PROGRESSES } from '@parley/protocol';
import { describe, expect, it } from 'vitest';
import {
  aConversation,
  aPendingTurn,
  aReceivingAgent,
  aVisitorMessage,
  LATER,
} from '../../../test/support/a-conversation.ts';
import type { Conversation } from './conversation.ts';
import { type ReceivingAgent, receiveMessage, startConversation } from './receive-message.ts';

const TURN = { id: 'turn', node: 'node-1', origin: 'request' } as const;
const OWNER = 'owner';
const receive = (state: Conversation, agent: ReceivingAgent = aReceivingAgent(), message = aVisitorMessage()) =>
  receiveMessage(state, agent, message, TURN, LATER);

/** Which driver has the message, and whether a turn answers it: the first row of the table of commands. */
const RESTING = { state: 'paused' } as const;
const AGENTS = {
  working: aReceivingAgent(),
  keeping: aReceivingAgent({ peopleKeepConversations: true }),
  'without people': aReceivingAgent({ peopleEnabled: false, peopleKeepConversations: true }),
  paused: aReceivingAgent(RESTING),
  archived: aReceivingAgent({ state: 'archived' }),
  'paused and keeping': aReceivingAgent({ ...RESTING, peopleKeepConversations: true }),
} as const;
type Kind = keyof typeof AGENTS;
const EXPECTED: Record<string, Record<Kind, string>> = {
  'ai open': row('ai', 'ai', 'ai', 'queue', 'queue', 'queue'),
  'ai ended': row('ai', 'ai', 'ai', 'queue', 'queue', 'queue'),
  'queue open': row('queue', 'queue', 'queue', 'queue', 'queue', 'queue'),
  'queue ended': row('ai', 'queue', 'ai', 'queue', 'queue', 'queue'),
  'human open': row('human', 'human', 'human', 'human', 'human', 'human'),
  'human ended': row('ai', 'queue', 'ai', 'queue', 'queue', 'queue'),
};

function row(...drivers: readonly [string, string, string, string, string, string]): Record<Kind, string> {
  const kinds = Object.keys(AGENTS) as Kind[];
  return Object.fromEntries(kinds.map((kind, at) => [kind, drivers[at]])) as Record<Kind, string>;
}

describe('a visitor message to each kind of conversation and agent', () => {
  const cases = DRIVERS.flatMap((driver) =>
    PROGRESSES.flatMap((progress) =>
      (Object.keys(AGENTS) as Kind[]).map((kind) => ({
        driver,
        progress,
        kind,
        to: EXPECTED[`${driver} ${progress === 'open' ? 'open' : 'ended'}`]?.[kind],
      })),
    ),
  );

  it.each(cases)('$driver, $progress; the agent is $kind: $to', ({ driver, progress, kind, to }) => {
    const stamps = progress === 'open' ? {} : { resolvedAt: LATER, closedAt: LATER };
    const before = aConversation({ driver, progress, assignedTo: OWNER, ...stamps });
    const { next, events, messages, turn, ord } = receive(before, AGENTS[kind]);
    const moved = driver !== to || progress !== 'open';
    expect(next).toMatchObject({ driver: to, progress: 'open', resolvedAt: null, closedAt: null });
    expect(next.epoch).toBe(before.epoch + (moved ? 1 : 0));
    expect(events.map(({ type }) => type)).toEqual([
      ...(moved && to === 'queue' ? ['marker.added'] : []),
      ...(moved ? ['conversation.updated'] : []),
      'message.received',
    ]);
    expect(messages.map((message) => [message.author, message.ord])).toEqual([['visitor', 4]]);
    expect(ord).toBe(4);
    expect(turn).toEqual(to === 'ai' ? { ...TURN, ord: 4 } : null);
    expect(next.turns).toEqual(to === 'ai' ? [turn] : []);
  });

  it.each(DRIVERS.flatMap((driver) => PROGRESSES.map((progress) => ({ driver, progress }))))(
    '$driver, $progress; the agent is paused and there are no people: unavailable',
    ({ driver, progress }) => {
      const agent = aReceivingAgent({ ...RESTING, peopleEnabled: false });
      const before = aConversation({ driver, progress });
      expect(() => receive(before, agent)).toThrow(expect.objectContaining({ code: 'unavailable' }));
    },
  );
});

describe('a visitor who comes back after the end', () => {
  it('keeps the owner when people keep what they had', () => {
    const before = aConversation({ driver: 'human', progress: 'closed', assignedTo: OWNER });
    expect(receive(before, AGENTS.keeping).next.assignedTo).toBe(OWNER);
  });

  it('has the agent without owner, old offer or old questions', () => {
    const ended = { driver: 'human', progress: 'resolved', assignedTo: OWNER } as const;
    const { next } = receive(aConversation({ ...ended, personOffered: true, answeredOrd: 1, messageCount: 7 }));
    expect(next).toMatchObject({ assignedTo: null, personOffered: false, answeredOrd: 7 });
  });
});

describe('what the state notes of a message', () => {
  it('has the newest message and that it is unread', () => {
    const { next } = receive(aConversation({ unread: false }));
    expect(next).toMatchObject({
      messageCount: 4,
      lastMessageAt: LATER,
      lastVisitorMessageAt: LATER,
      lastMessageContent: 'And to Austria?',
      unread: true,
    });
  });

  it('counts languages; a tie keeps the one that came first', () => {
    const de = receive(aConversation(), undefined, aVisitorMessage({ language: 'de' })).next;
    expect(de).toMatchObject({ languages: { en: 1, de: 1 }, mostFrequentLanguage: 'en' });
    const again = receive(de, undefined, aVisitorMessage({ language: 'de' })).next;
    expect(again).toMatchObject({ languages: { en: 1, de: 2 }, mostFrequentLanguage: 'de' });
    expect(receive(again, undefined, aVisitorMessage({ language: null })).next.languages).toEqual({ en: 1, de: 2 });
  });

  it('fills the visitor and keeps what is not given', () => {
    const before = aConversation({ visitor: { name: 'Ada', email: null, phone: '1', label: null } });
    const { next } = receive(before, undefined, aVisitorMessage({ visitor: { email: 'ada@example.com', phone: '2' } }));
    expect(next.visitor).toEqual({ name: 'Ada', email: 'ada@example.com', phone: '2', label: null });
  });

  it('keeps the latest client metadata', () => {
    const with1 = receive(aConversation(), undefined, aVisitorMessage({ clientMetadata: { a: 1 } }));
    expect(with1.messages[0]?.clientMetadata).toEqual({ a: 1 });
    const without = receive(with1.next);
    expect(without.next.clientMetadata).toEqual({ a: 1 });
    expect(without.messages[0]?.clientMetadata).toBeNull();
  });

  it('queues its turn behind those that wait', () => {
    const { next } = receive(aConversation({ turns: [aPendingTurn(2)] }));
    expect(next.turns.map(({ id }) => id)).toEqual(['turn-2', 'turn']);
  });

  it('gives up the turns that wait when the agent is paused', () => {
    const { next, events } = receive(aConversation({ turns: [aPendingTurn(2)] }), AGENTS.paused);
    expect(next.turns).toEqual([]);
    expect(events[2]).toEqual({ type: 'turn.ended', data: { turnId: 'turn-2', ord: 2, reason: 'superseded' } });
  });
});

describe('a conversation that begins', () => {
  const start = {
    workspaceId: 'w',
    agentId: 'a',
    id: 'c',
    ord: 1,
    source: 'api',
    url: null,
    metadata: { plan: 'pro' },
  } as const;
  const begin = (welcome: string[], agent = aReceivingAgent()) =>
    startConversation(
      { ...start, welcome: welcome.map((text) => ({ id: text, text })) },
      agent,
      aVisitorMessage(),
      TURN,
      LATER,
    );

  it.each([
    [[], 1],
    [['Hello'], 2],
    [['Hello', 'Ask me'], 3],
  ])('has its welcome messages %j, then the visitor message as number %i', (welcome, ord) => {
    const begun = begin(welcome);
    expect([begun.ord, begun.turn?.ord]).toEqual([ord, ord]);
    expect(begun.messages.map(({ author, isWelcome }) => [author, isWelcome])).toEqual([
      ...welcome.map(() => ['ai_assistant', true]),
      ['visitor', false],
    ]);
    expect(begun.events[0]).toEqual({
      type: 'conversation.started',
      data: { source: 'api', metadata: { plan: 'pro' } },
    });
    expect(begun.next).toMatchObject({ seq: ord + 1, messageCount: ord, metadata: { plan: 'pro' }, epoch: 1 });
    expect(begun.next.answeredOrd).toBe(welcome.length);
  });

  it('waits for people from the start when the agent is paused', () => {
    const begun = begin(['Hello'], AGENTS.paused);
    expect(begun.turn).toBeNull();
    expect(begun.next).toMatchObject({ driver: 'queue', progress: 'open' });
    expect(begun.messages.map(({ handoffState }) => handoffState)).toEqual([null, 'requested']);
  });
});
