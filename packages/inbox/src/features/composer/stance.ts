import type { Driver, Progress } from '@parley/protocol';

/** What a reply does beside being said: nothing (`mine`), or one of these. */
export type Stance = 'mine' | 'takesOver' | 'leavesQueue' | 'others' | 'reopens' | 'noPeople';

type Given = {
  readonly driver: Driver;
  readonly progress: Progress;
  readonly owner: string | null;
  readonly me: string;
  /** Whether the channel has a place for people. */
  readonly hasPeople: boolean;
};

/** How a reply of the person would stand to the conversation (design §3). */
export function stanceOf({ driver, progress, owner, me, hasPeople }: Given): Stance {
  if (!hasPeople) return 'noPeople';
  if (progress !== 'open') return 'reopens';
  if (driver === 'ai') return 'takesOver';
  if (driver === 'queue') return 'leavesQueue';
  return owner === null || owner === me ? 'mine' : 'others';
}

/** A reason to look again before a reply is sent. */
export type Warning =
  | { readonly is: 'others'; readonly name: string }
  | { readonly is: 'typing'; readonly name: string };

type Asked = {
  readonly stance: Stance;
  readonly ownerName: string;
  /** Who else writes a reply right now. */
  readonly typing: readonly string[];
  /** Whether the person has said that they mean it. */
  readonly isMeant: boolean;
};

/** What is said before a reply is sent: whose it is, once; who writes one at the same time, each time. */
export function warningsOf({ stance, ownerName, typing, isMeant }: Asked): readonly Warning[] {
  const others: Warning[] = stance === 'others' && !isMeant ? [{ is: 'others', name: ownerName }] : [];
  return [...others, ...typing.map((name) => ({ is: 'typing', name }) as const)];
}
