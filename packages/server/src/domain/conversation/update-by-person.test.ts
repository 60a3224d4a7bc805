import type { Actor } from '@parley/protocol';
import { describe, expect, it } from 'vitest';
import { aConversation, aPendingTurn, LATER } from '../../../test/support/a-conversation.ts';
import { type ConversationPatch, updateByPerson } from './update-by-person.ts';

const BY: Actor = { type: 'operator', id: 'me' };
const visitor = { name: 'Ada', email: null, phone: '1', label: null };
const state = aConversation({ turns: [aPendingTurn(5)], visitor, title: 'Delivery' });
const update = (patch: ConversationPatch, of = state) => updateByPerson(of, patch, BY, LATER);

describe('a PATCH', () => {
  it('makes one event of everything that changes', () => {
    const decision = update({
      status: 'resolved',
      priority: 'high',
      title: 'Refund',
      assignedTo: 'another',
      contactName: 'Ada Lovelace',
      contactEmail: 'ada@example.com',
      contactPhone: null,
      contactLabel: 'vip',
    });
    expect(decision?.events).toEqual([
      { type: 'marker.added', data: { code: 'resolved' } },
      {
        type: 'conversation.updated',
        data: {
          progress: { from: 'open', to: 'resolved' },
          priority: { from: 'medium', to: 'high' },
          assignedTo: { from: null, to: 'another' },
          title: { from: 'Delivery', to: 'Refund' },
          visitorName: { from: 'Ada', to: 'Ada Lovelace' },
          visitorEmail: { from: null, to: 'ada@example.com' },
          visitorPhone: { from: '1', to: null },
          visitorLabel: { from: null, to: 'vip' },
          by: BY,
        },
      },
      { type: 'turn.ended', data: { turnId: 'turn-5', ord: 5, reason: 'superseded' } },
    ]);
    expect(decision?.next).toMatchObject({
      progress: 'resolved',
      priority: 'high',
      title: 'Refund',
      titleEdited: true,
      assignedTo: 'another',
      visitor: { name: 'Ada Lovelace', email: 'ada@example.com', phone: null, label: 'vip' },
    });
  });

  it('that says what holds already does nothing', () => {
    const patch = { status: 'resolved', title: 'Delivery', contactName: 'Ada', assignedTo: null } as const;
    expect(update(patch, { ...state, progress: 'resolved' })).toBeNull();
    expect(update({})).toBeNull();
  });

  it('tells only what changes beside what holds', () => {
    const events = update({ priority: 'low', title: 'Delivery' })?.events;
    expect(events).toEqual([
      { type: 'conversation.updated', data: { priority: { from: 'medium', to: 'low' }, by: BY } },
    ]);
  });

  it('that leaves driver and progress leaves the agent its turn', () => {
    const decision = update({ assignedTo: 'me', priority: 'high' });
    expect(decision?.next).toMatchObject({ epoch: state.epoch, turns: state.turns, driver: 'ai' });
  });

  it('changes nothing of the rest when its status cannot be set', () => {
    expect(() => update({ status: 'bot_active', priority: 'high' })).toThrow(/cannot be set/);
    const queued = { ...state, driver: 'queue' } as const;
    expect(() => update({ status: 'open', priority: 'high' }, queued)).toThrow(/messages takes it over/);
  });

  it('names the owner itself, whatever the status would make of it', () => {
    const human = aConversation({ driver: 'human', assignedTo: 'me' });
    const queued = update({ status: 'agent_requested', assignedTo: 'another' }, human);
    expect(queued?.next).toMatchObject({ driver: 'queue', assignedTo: 'another' });
  });

  it('without a title lets the agent find one again', () => {
    const edited = { ...state, titleEdited: true };
    expect(update({ title: null }, edited)?.next).toMatchObject({ title: null, titleEdited: false });
    expect(update({ title: 'Delivery' }, edited)).toBeNull();
  });
});
