import { describe, expect, it } from 'vitest';
import { createEraser, signsOf } from './erased-signs.ts';

const ID = '0197a1b2-0000-7000-8000-000000000001';
const VISITOR = '0197a1b2-0000-7000-8000-0000000000aa';
const june = {
  id: ID,
  visitorId: VISITOR,
  visitor: { name: 'June Park', email: 'June@example.com', phone: '+48 (22) 555-01.02' },
};
const erase = createEraser(signsOf([june], 'visitors'));

describe('what named an erased visitor', () => {
  it.each([
    ['june@example.com', '[erased]'],
    ['JUNE@EXAMPLE.COM', '[erased]'],
    ['email:june@example.com', 'email:[erased]'],
    ['from june@example.com, twice june@example.com.', 'from [erased], twice [erased].'],
    ['+48 (22) 555-01.02', '[erased]'],
    [` ${ID.toUpperCase()},x`, ' [erased],x'],
    [VISITOR, '[erased]'],
    ['  june park ', '[erased]'],
  ])('%j becomes %j', (text, expected) => {
    expect(erase(text)).toBe(expected);
  });

  it.each([
    'bigjune@example.com',
    'a.june@example.com',
    'june@example.com.pl',
    'june@example.company',
    'june',
    'A park',
    '',
  ])('%j is of others, and stays', (text) => {
    expect(erase(text)).toBe(text);
  });

  it('is found however deep it stands, and all else keeps its shape', () => {
    const filter = { ids: [ID, VISITOR, 'other'], deep: { q: 'june@example.com', n: 1, none: null, is: true }, at: [] };
    expect(erase(filter)).toEqual({
      ids: ['[erased]', '[erased]', 'other'],
      deep: { q: '[erased]', n: 1, none: null, is: true },
      at: [],
    });
  });

  it('is only the conversation where the visitor stays', () => {
    const kept = createEraser(signsOf([june], 'conversations'));
    expect(kept(['june@example.com', 'June Park', VISITOR, ID])).toEqual([
      'june@example.com',
      'June Park',
      VISITOR,
      '[erased]',
    ]);
  });

  it('is nothing where there is nothing to know them by', () => {
    const nobody = { id: ID, visitorId: null, visitor: { name: null, email: ' ', phone: null } };
    expect(createEraser(signsOf([nobody], 'visitors'))(['', ' ', 'june'])).toEqual(['', ' ', 'june']);
    expect(createEraser(signsOf([], 'visitors'))(['', 'june'])).toEqual(['', 'june']);
  });
});
