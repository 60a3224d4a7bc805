import { describe, expect, it } from 'vitest';
import { stanceOf, warningsOf } from './stance.ts';

const given = { driver: 'human', progress: 'open', owner: 'me', me: 'me', hasPeople: true } as const;

describe('how a reply stands to the conversation', () => {
  it.each([
    [given, 'mine'],
    [{ ...given, owner: null }, 'mine'],
    [{ ...given, owner: 'jo' }, 'others'],
    [{ ...given, driver: 'ai', owner: null }, 'takesOver'],
    [{ ...given, driver: 'queue', owner: 'jo' }, 'leavesQueue'],
    [{ ...given, progress: 'resolved', owner: 'jo' }, 'reopens'],
    [{ ...given, hasPeople: false }, 'noPeople'],
  ] as const)('%# is told', (asked, stance) => {
    expect(stanceOf(asked)).toBe(stance);
  });

  it('warns once of what is another’s, and each time of who writes at the same time', () => {
    const asked = { stance: 'others', ownerName: 'Jo', typing: ['Kim'], isMeant: false } as const;
    expect(warningsOf(asked)).toEqual([
      { is: 'others', name: 'Jo' },
      { is: 'typing', name: 'Kim' },
    ]);
    expect(warningsOf({ ...asked, isMeant: true })).toEqual([{ is: 'typing', name: 'Kim' }]);
    expect(warningsOf({ ...asked, stance: 'mine', typing: [] })).toEqual([]);
  });
});
