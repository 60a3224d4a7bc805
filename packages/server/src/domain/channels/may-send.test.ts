import { describe, expect, it } from 'vitest';
import type { ChannelRules } from './channel.ts';
import { type Leaving, stopOf } from './may-send.ts';

const NOW = new Date('2026-11-30T12:00:00Z');
const HOUR_MS = 60 * 60 * 1_000;
const rules: ChannelRules = {
  windowHours: 24,
  humanWindowHours: 168,
  receipts: true,
  templates: true,
  filesWithText: false,
  bursts: true,
  greets: true,
};
const leaving = (given: Partial<Leaving> = {}): Leaving => ({
  speaker: 'agent',
  driver: 'ai',
  isTemplate: false,
  lastReceivedAt: NOW,
  ...given,
});
const since = (ms: number) => ({ lastReceivedAt: new Date(NOW.getTime() - ms) });

describe('nothing of the agent leaves once a person drives', () => {
  it.each([
    ['agent', 'ai', null],
    ['agent', 'queue', null],
    ['agent', 'human', 'dropped'],
    ['person', 'human', null],
    ['person', 'ai', null],
  ] as const)('%s while %s: %s', (speaker, driver, state) => {
    expect(stopOf(rules, leaving({ speaker, driver }), NOW)?.state ?? null).toBe(state);
  });
});

describe('the window', () => {
  it.each([
    ['agent', 24 * HOUR_MS - 1_000, null],
    ['agent', 24 * HOUR_MS, 'held'],
    ['person', 24 * HOUR_MS + 1_000, null],
    ['person', 168 * HOUR_MS - 1_000, null],
    ['person', 168 * HOUR_MS + 1_000, 'held'],
  ] as const)('of %s after %s ms: %s', (speaker, ms, state) => {
    expect(stopOf(rules, leaving({ speaker, ...since(ms) }), NOW)?.state ?? null).toBe(state);
  });

  it('is not asked for by a template, nor where the platform has none', () => {
    const late = since(1_000 * HOUR_MS);
    expect(stopOf(rules, leaving({ isTemplate: true, ...late }), NOW)).toBeNull();
    const { windowHours: _, humanWindowHours: __, ...open } = rules;
    expect(stopOf(open, leaving(late), NOW)).toBeNull();
  });

  it('of people is that of the agent where the platform makes no difference', () => {
    const { humanWindowHours: _, ...same } = rules;
    expect(stopOf(same, leaving({ speaker: 'person', ...since(25 * HOUR_MS) }), NOW)?.state).toBe('held');
  });
});
