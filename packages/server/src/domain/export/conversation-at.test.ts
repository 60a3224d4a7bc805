import type { ConversationAnalysis, ConversationEvent } from '@parley/protocol';
import { describe, expect, it } from 'vitest';
import { aConversation, BEGUN, LATER } from '../../../test/support/a-conversation.ts';
import { conversationAt, exportedState } from './conversation-at.ts';

const NOW = aConversation({
  progress: 'closed',
  title: 'Now',
  visitor: { name: 'June', email: null, phone: null, label: 'vip' },
  metadata: { plan: 'pro', seats: 3 },
  tagIds: ['b'],
  summary: 'Told by no event',
});
const STARTED: ConversationEvent = {
  type: 'conversation.started',
  data: { source: 'api', metadata: { plan: 'free' } },
};
const at = (...events: ConversationEvent[]) =>
  conversationAt(
    NOW,
    [STARTED, ...events].map((event, index) => ({ event, at: index === 0 ? BEGUN : LATER })),
  );
const by = { type: 'system' } as const;

const ANALYSIS: ConversationAnalysis = {
  sentiment: 'negative',
  resolution_status: 'open',
  topic: 'lamp',
  is_flagged: false,
  flag_reason: null,
  intent: 'complaint',
  knowledge_gap: null,
};

describe('a conversation as it was', () => {
  it('begins with what its start says, and what never changes', () => {
    expect(at().conversation).toMatchObject({
      id: NOW.id,
      progress: 'open',
      driver: 'ai',
      title: null,
      metadata: { plan: 'free' },
      tagIds: [],
      messageCount: 0,
      summary: null,
    });
  });

  it.each<[string, ConversationEvent, object]>([
    [
      'an analysis',
      {
        type: 'conversation.analysed',
        data: { analysis: ANALYSIS, sentimentScore: 20, summary: 'A lamp broke.', title: 'Lamp' },
      },
      { analysis: ANALYSIS, sentimentScore: 20, summary: 'A lamp broke.', title: 'Lamp' },
    ],
    [
      'a title of a reply',
      { type: 'message.sent', data: { ord: 2, title: 'Lamp' } },
      { title: 'Lamp', messageCount: 2 },
    ],
    [
      'a visitor who introduces herself',
      { type: 'message.received', data: { ord: 2, language: 'de', visitor: { name: 'Zoë' } } },
      { visitor: { name: 'Zoë', email: null }, mostFrequentLanguage: 'de', lastVisitorMessageAt: LATER },
    ],
    [
      'an end',
      { type: 'conversation.updated', data: { progress: { from: 'open', to: 'resolved' }, by } },
      { progress: 'resolved', resolvedAt: LATER, closedAt: null },
    ],
    [
      'metadata',
      { type: 'conversation.metadata_set', data: { changed: ['a'], removed: ['plan'], values: { a: null } } },
      { metadata: { a: null } },
    ],
    [
      'metadata whose values no event has kept: they are as they are now',
      { type: 'conversation.metadata_set', data: { changed: ['seats'], removed: [] } },
      { metadata: { plan: 'free', seats: 3 } },
    ],
    ['tags', { type: 'conversation.tagged', data: { added: ['a', 'b'], removed: [], by } }, { tagIds: ['a', 'b'] }],
    [
      'a rating',
      { type: 'conversation.rated', data: { rating: { answers: {}, comment: 'Fine' } } },
      { rating: { answers: {}, comment: 'Fine' } },
    ],
  ])('has %s', (_what, event, expected) => {
    expect(at(event).conversation).toMatchObject(expected);
  });

  it('has what the visitor thought of each message, also once it is taken back', () => {
    const rated = (ord: number, rating: 'positive' | null): ConversationEvent => ({
      type: 'message.rated',
      data: { ord, feedback: rating && { rating, comment: null } },
    });
    const { feedback } = at(rated(2, 'positive'), rated(4, 'positive'), rated(4, null));
    expect([...feedback]).toEqual([
      [2, { rating: 'positive', comment: null, created_at: LATER.toISOString() }],
      [4, null],
    ]);
  });
});

it('what is exported of a conversation has nothing of turns, epochs and what is unread', () => {
  expect(Object.keys(exportedState(NOW))).not.toEqual(expect.arrayContaining(['turns']));
  expect(exportedState(NOW)).toMatchObject({ id: NOW.id, title: 'Now', tagIds: ['b'] });
});
