import type { LiveNews } from '@parley/sdk';
import { describe, expect, it } from 'vitest';
import { conversationToTellOf, kindOf } from './what-to-tell.ts';

const ME = 'me';
const event = (type: string, data: object = {}): LiveNews => ({
  kind: 'event',
  id: '1',
  event: { type, conversation_id: 'c', data } as never,
});
const by = (id: string) => ({ type: 'operator', id });

describe('what a person is told of', () => {
  it.each([
    ['what a visitor writes', event('message.received'), 'c'],
    ['a conversation that waits for a person', event('conversation.updated', { driver: { to: 'queue' } }), 'c'],
    ['one that a colleague gives them', event('conversation.updated', { assigned_to: { to: ME }, by: by('kim') }), 'c'],
    ['not one that they take', event('conversation.updated', { assigned_to: { to: ME }, by: by(ME) }), null],
    ['not one that a colleague gets', event('conversation.updated', { assigned_to: { to: 'kim' } }), null],
    ['not what the agent says', event('message.sent'), null],
    ['not who types', { kind: 'signal', signal: {} as never } satisfies LiveNews, null],
  ] as const)('is %s', (_, news, expected) => {
    expect(conversationToTellOf(news, ME)).toBe(expected);
  });

  it('is of three kinds: theirs, nobody’s, and those of others', () => {
    expect(kindOf({ assigned_to: ME, driver: 'ai' }, ME)).toBe('assigned_to_me');
    expect(kindOf({ assigned_to: null, driver: 'queue' }, ME)).toBe('unassigned');
    expect(kindOf({ assigned_to: null, driver: 'ai' }, ME)).toBe('others');
    expect(kindOf({ assigned_to: 'kim', driver: 'human' }, ME)).toBe('others');
  });
});
