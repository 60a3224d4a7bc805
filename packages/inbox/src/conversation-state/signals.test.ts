import type { LiveEvent, LiveSignal } from '@parley/protocol/api';
import { describe, expect, it } from 'vitest';
import { afterEvent, afterSignal, isFleeting, NO_SIGNALS, type Signals, stillHolding } from './signals.ts';

const place = { conversation_id: 'c' } as const;
const heard = (signals: readonly LiveSignal[], before: Signals = NO_SIGNALS): Signals =>
  signals.reduce((state, signal) => afterSignal(state, signal, 1_000), before);
const delta = (at: number, text: string, ord = 3): LiveSignal => ({ type: 'delta', ...place, ord, at, text });
const typing = (author: 'visitor' | 'ai_assistant' | 'human_operator', user_id: string | null, is_typing = true) =>
  ({ type: 'typing', ...place, author, user_id, is_typing }) as const;
const event = (type: string, data: object): LiveEvent =>
  ({ type, conversation_id: 'c', chatbot_id: 'a', seq: 1, created_at: '', data }) as unknown as LiveEvent;

describe('what is fleeting in a conversation', () => {
  it('puts the pieces of a reply together, and shows none where the beginning was missed', () => {
    expect(heard([delta(0, 'You '), delta(4, 'said')]).draft).toEqual({ ord: 3, text: 'You said' });
    expect(heard([delta(4, 'said')]).draft).toBeNull();
    expect(heard([delta(0, 'You '), delta(9, 'more')]).draft?.text).toBe('You ');
    expect(heard([delta(0, 'Old'), delta(0, 'New', 5), delta(3, '!', 5)]).draft).toEqual({ ord: 5, text: 'New!' });
  });

  it.each([
    event('message.sent', { ord: 4, answers: 3 }),
    event('turn.ended', { ord: 3, reason: 'superseded' }),
    event('conversation.updated', { driver: { from: 'ai', to: 'human' } }),
  ])('drops a reply that is there, or will not come (%#)', (happened) => {
    const before = heard([delta(0, 'You '), typing('ai_assistant', null)]);
    expect(afterEvent(before, happened)).toMatchObject({ draft: null, agentTypesUntil: 0 });
  });

  it('keeps a reply while something else happens', () => {
    const before = heard([delta(0, 'You ')]);
    expect(
      afterEvent(before, event('conversation.updated', { priority: { from: 'low', to: 'high' } })).draft,
    ).not.toBeNull();
    expect(
      afterEvent(before, event('message.sent', { ord: 4, by: { type: 'operator', id: 'kim' } })).draft,
    ).not.toBeNull();
  });

  it('knows who types until they stop, say it, or are silent', () => {
    const before = heard([typing('visitor', null), typing('human_operator', 'kim'), typing('human_operator', 'lee')]);
    expect([...before.typing.keys()]).toEqual(['kim', 'lee']);
    expect([...heard([typing('human_operator', 'kim', false)], before).typing.keys()]).toEqual(['lee']);
    const said = afterEvent(before, event('message.sent', { ord: 4, by: { type: 'operator', id: 'lee' } }));
    expect([...said.typing.keys()]).toEqual(['kim']);
    expect(afterEvent(before, event('message.received', { ord: 4 })).visitorTypesUntil).toBe(0);
    expect(stillHolding(before, 2_000)).toBe(before);
    const later = stillHolding(before, 60_000);
    expect([later.visitorTypesUntil, later.typing.size, isFleeting(later)]).toEqual([0, 0, false]);
  });

  it('knows who looks, for half a minute after each time that they say so', () => {
    const viewing = (user_id: string, is_viewing = true) =>
      ({ type: 'viewing', ...place, user_id, is_viewing }) as const;
    const before = heard([viewing('kim'), viewing('lee')]);
    expect([...stillHolding(before, 30_000).viewing.keys()]).toEqual(['kim', 'lee']);
    expect(stillHolding(before, 31_001).viewing.size).toBe(0);
    expect([...heard([viewing('kim', false)], before).viewing.keys()]).toEqual(['lee']);
  });

  it('knows that it is gone', () => {
    expect(heard([{ type: 'conversation_erased', ...place }]).isErased).toBe(true);
  });
});
