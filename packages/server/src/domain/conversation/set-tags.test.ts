import { describe, expect, it } from 'vitest';
import { aConversation } from '../../../test/support/a-conversation.ts';
import { setTags } from './set-tags.ts';

const by = { type: 'operator', id: 'user' } as const;
const palette = ['a', 'b', 'c'];

describe('setting tags', () => {
  it('tells what came and what went, and keeps the given order', () => {
    const decision = setTags(aConversation({ tagIds: ['a', 'b'] }), { tagIds: ['c', 'b', 'c'], palette, by });
    expect(decision?.next).toMatchObject({ tagIds: ['c', 'b'], seq: 5 });
    expect(decision?.events).toEqual([{ type: 'conversation.tagged', data: { added: ['c'], removed: ['a'], by } }]);
  });

  it.each([
    ['in another order', ['a', 'b'], ['b', 'a']],
    ['none to none', [], []],
    ['those that the palette still has', ['a', 'deleted'], ['a']],
  ])('that are there already does nothing: %s', (_name, tagIds, wanted) => {
    expect(setTags(aConversation({ tagIds }), { tagIds: wanted, palette, by })).toBeNull();
  });

  it('drops what the palette lost, and says so, once something else changes', () => {
    const decision = setTags(aConversation({ tagIds: ['a', 'deleted'] }), { tagIds: ['a', 'b'], palette, by });
    expect(decision?.events).toMatchObject([{ data: { added: ['b'], removed: ['deleted'] } }]);
  });
});
