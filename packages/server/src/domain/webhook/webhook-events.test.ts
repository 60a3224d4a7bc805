import type { ConversationEvent } from '@parley/protocol';
import { describe, expect, it } from 'vitest';
import { aConversation, BEGUN, LATER } from '../../../test/support/a-conversation.ts';
import { conversationAsOf, type LoggedChange } from './conversation-as-of.ts';
import { contractChanges, webhookEventsOf } from './webhook-events.ts';

const updated = (data: Extract<ConversationEvent, { type: 'conversation.updated' }>['data']): ConversationEvent => ({
  type: 'conversation.updated',
  data,
});

describe('what endpoints are told', () => {
  it('is each message and marker, the beginning, tags and new notes, and nothing of turns', () => {
    const after = aConversation();
    const by = { type: 'system' } as const;
    const told = (event: ConversationEvent) => webhookEventsOf(event, after);
    expect(told({ type: 'conversation.started', data: { source: 'api' } })).toEqual(['conversation.created']);
    expect(told({ type: 'message.received', data: { ord: 1 } })).toEqual(['message.created']);
    expect(told({ type: 'message.sent', data: { ord: 2 } })).toEqual(['message.created']);
    expect(told({ type: 'marker.added', data: { code: 'resolved' } })).toEqual(['message.created']);
    expect(told({ type: 'conversation.tagged', data: { added: [], removed: [], by } })).toEqual([
      'conversation.tagged',
    ]);
    expect(told({ type: 'note.created', data: { noteId: 'n', by } })).toEqual(['note.created']);
    expect(told({ type: 'note.updated', data: { noteId: 'n', by } })).toEqual([]);
    expect(told({ type: 'turn.queued', data: { turnId: 't', ord: 1 } })).toEqual([]);
    expect(told({ type: 'conversation.read', data: { by } })).toEqual([]);
  });

  it('of a change is what changed in the words of the contract', () => {
    const event = updated({ driver: { from: 'ai', to: 'queue' }, assignedTo: { from: 'a', to: null } });
    const after = aConversation({ driver: 'queue' });
    expect(webhookEventsOf(event, after)).toEqual([
      'conversation.updated',
      'conversation.assigned',
      'handoff.requested',
    ]);
    expect(event.type === 'conversation.updated' && contractChanges(event.data, after)).toEqual({
      status: { from: 'bot_active', to: 'agent_requested' },
      assigned_to: { from: 'a', to: null },
    });
  });

  it('is nothing of a change that shows no sign outside', () => {
    const event = updated({ driver: { from: 'ai', to: 'queue' } });
    expect(webhookEventsOf(event, aConversation({ driver: 'queue', progress: 'resolved' }))).toEqual([]);
  });
});

describe('a conversation as it stood', () => {
  const change = (seq: number, at: Date, data: LoggedChange['data']): LoggedChange => ({ seq, at, data });
  const changes = [
    change(5, BEGUN, { driver: { from: 'ai', to: 'human' }, assignedTo: { from: null, to: 'a' } }),
    change(7, BEGUN, { progress: { from: 'open', to: 'resolved' } }),
    change(9, LATER, { progress: { from: 'resolved', to: 'open' }, title: { from: 'One', to: 'Two' } }),
    change(10, LATER, { priority: { from: 'medium', to: 'high' }, visitorName: { from: null, to: 'Ann' } }),
  ];
  const now = aConversation({
    driver: 'human',
    assignedTo: 'a',
    title: 'Two',
    priority: 'high',
    visitor: { name: 'Ann', email: null, phone: null, label: null },
  });

  it.each([
    [4, { driver: 'ai', progress: 'open', assignedTo: null, title: 'One', priority: 'medium', resolvedAt: null }],
    [5, { driver: 'human', progress: 'open', assignedTo: 'a', title: 'One', priority: 'medium', resolvedAt: null }],
    [8, { driver: 'human', progress: 'resolved', title: 'One', priority: 'medium', resolvedAt: BEGUN }],
    [9, { driver: 'human', progress: 'open', title: 'Two', priority: 'medium', resolvedAt: null }],
  ])('after its event %i', (seq, fields) => {
    expect(conversationAsOf(now, changes, seq)).toMatchObject(fields);
  });

  it('is what it is after the last change', () => {
    expect(conversationAsOf(now, changes, 10)).toBe(now);
  });
});
