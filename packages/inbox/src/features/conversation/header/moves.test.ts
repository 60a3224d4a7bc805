import type { Driver, Progress } from '@parley/protocol';
import { describe, expect, it } from 'vitest';
import { asksFirst, possibleMoves } from './moves.ts';

const ME = 'me';
const at = (driver: Driver, progress: Progress, assigned_to: string | null = null) => ({
  view: { driver, progress, conversation: { assigned_to } },
  me: ME,
  permissions: ['conversations.reply', 'conversations.manage'] as const,
  hasPeople: true,
  agent: 'active' as const,
});
const moves = (asked: Parameters<typeof possibleMoves>[0]) => [...possibleMoves(asked)];

describe('what can be done with a conversation', () => {
  it.each([
    [at('ai', 'open'), ['takeOver', 'enqueue', 'resolve', 'close', 'archive']],
    [at('queue', 'open'), ['takeOver', 'handBack', 'resolve', 'close', 'archive']],
    [at('human', 'open', ME), ['handBack', 'enqueue', 'resolve', 'close', 'archive']],
    [at('human', 'open', 'other'), ['takeOver', 'handBack', 'enqueue', 'resolve', 'close', 'archive']],
    [at('human', 'resolved', ME), ['close', 'archive', 'reopenWithMe', 'reopenWithAgent']],
    [at('ai', 'closed'), ['resolve', 'archive', 'reopenWithMe', 'reopenWithAgent']],
    [at('ai', 'archived'), ['resolve', 'close', 'reopenWithMe', 'reopenWithAgent']],
  ])('follows from who has it and how far it has come (%#)', (asked, expected) => {
    expect(moves(asked)).toEqual(expected);
  });

  it('leaves out what the channel has no place for and what the agent would not do', () => {
    expect(moves({ ...at('ai', 'open'), hasPeople: false })).toEqual(['resolve', 'close', 'archive']);
    expect(moves({ ...at('human', 'open', ME), agent: 'paused' })).not.toContain('handBack');
    expect(moves({ ...at('ai', 'resolved'), agent: 'archived' })).not.toContain('reopenWithAgent');
  });

  it('leaves out what the person may not do', () => {
    expect(moves({ ...at('queue', 'open'), permissions: ['conversations.view'] })).toEqual([]);
  });

  it('asks before somebody who waits is put away', () => {
    expect(asksFirst('archive', at('queue', 'open'))).toBe(true);
    expect(asksFirst('archive', at('human', 'open'))).toBe(true);
    expect(asksFirst('archive', at('ai', 'open'))).toBe(false);
    expect(asksFirst('archive', at('human', 'resolved'))).toBe(false);
    expect(asksFirst('resolve', at('queue', 'open'))).toBe(false);
  });
});
