import type { Actor, ConversationEvent } from '@parley/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Case, type CountedEvent, countEvents } from './count-events.ts';

const HOUR_MS = 3_600_000;
const START = Date.parse('2026-03-28T22:00:00Z');
const at = (hours: number): Date => new Date(START + hours * HOUR_MS);
const KIM: Actor = { type: 'operator', id: '0198c0de-0000-7000-8000-000000000001' };
const SYSTEM: Actor = { type: 'system' };
const VISITOR: Actor = { type: 'visitor' };

const plain = (hours: number, event: ConversationEvent): CountedEvent => ({ event, at: at(hours), message: null });
const started = (hours: number) => plain(hours, { type: 'conversation.started', data: { source: 'api' } });
const says = (
  hours: number,
  author: 'visitor' | 'ai_assistant' | 'human_operator',
  kind: string | null = null,
): CountedEvent => ({
  event: { type: author === 'visitor' ? 'message.received' : 'message.sent', data: { ord: 1 } },
  at: at(hours),
  message: { author, isWelcome: false, kind },
});
const progress = (hours: number, to: 'open' | 'resolved' | 'closed' | 'archived', by: Actor) =>
  plain(hours, { type: 'conversation.updated', data: { progress: { from: 'open', to }, by } });
const driver = (hours: number, to: 'ai' | 'queue' | 'human', by: Actor = VISITOR) =>
  plain(hours, { type: 'conversation.updated', data: { driver: { from: 'ai', to }, by } });

const lastCase = (...events: CountedEvent[]): Case | undefined =>
  countEvents(null, [started(0), ...events]).cases.at(-1);

describe('a case', () => {
  it('is open until somebody ends it', () => {
    expect(lastCase(says(0, 'visitor'), says(0, 'ai_assistant', 'answer'))).toEqual({
      number: 1,
      begunAt: at(0),
      handedOffAt: null,
      humanRepliedAt: null,
      endedAt: null,
      outcome: null,
    });
  });

  it.each([
    ['resolved by a person', [progress(2, 'resolved', KIM)], 'confirmed'],
    ['resolved by an API', [progress(2, 'resolved', { type: 'api_key', id: 'key' })], 'confirmed'],
    ['resolved as nothing followed', [progress(24, 'resolved', SYSTEM)], 'assumed'],
    ['closed by a person', [progress(2, 'closed', KIM)], 'confirmed'],
    ['assumed, then closed by a person', [progress(2, 'resolved', SYSTEM), progress(3, 'closed', KIM)], 'confirmed'],
    ['resolved by a person, then put away', [progress(2, 'resolved', KIM), progress(3, 'archived', KIM)], 'confirmed'],
    ['put away at once', [progress(2, 'archived', KIM)], 'archived'],
    ['put away, then resolved', [progress(2, 'archived', KIM), progress(3, 'resolved', KIM)], 'confirmed'],
    ['taken up again soon', [progress(24, 'resolved', SYSTEM), progress(90, 'open', VISITOR)], null],
  ] as const)('%s', (_, events, outcome) => {
    const found = lastCase(...events);
    expect(found).toMatchObject({ number: 1, outcome, endedAt: outcome === null ? null : expect.any(Date) });
  });

  it('begins anew with a visitor who comes back more than three days after the end', () => {
    const events = [
      started(0),
      progress(24, 'resolved', SYSTEM),
      progress(96.1, 'open', VISITOR),
      says(96.1, 'visitor'),
    ];
    const { cases } = countEvents(null, events);
    expect(cases).toMatchObject([
      { number: 1, outcome: 'assumed', endedAt: at(24) },
      { number: 2, outcome: null, begunAt: at(96.1), endedAt: null },
    ]);
  });

  it('goes on when the team opens it again, however late', () => {
    expect(lastCase(progress(24, 'resolved', SYSTEM), progress(999, 'open', KIM))).toMatchObject({
      number: 1,
      outcome: null,
    });
  });

  it('keeps when a person was first asked for, and first wrote after that', () => {
    const found = lastCase(
      says(1, 'human_operator'),
      driver(2, 'queue'),
      says(2.5, 'ai_assistant', 'handoff'),
      says(3, 'human_operator'),
      says(4, 'human_operator'),
      driver(5, 'ai', KIM),
      driver(6, 'queue'),
    );
    expect(found).toMatchObject({ handedOffAt: at(2), humanRepliedAt: at(3) });
  });

  it('asks for a person in the event that opens it again', () => {
    const data = {
      progress: { from: 'resolved', to: 'open' },
      driver: { from: 'ai', to: 'queue' },
      by: VISITOR,
    } as const;
    const reopened = plain(200, { type: 'conversation.updated', data });
    expect(lastCase(progress(24, 'resolved', SYSTEM), reopened)).toMatchObject({ number: 2, handedOffAt: at(200) });
  });

  it('is the same however the log is divided among readings', () => {
    const step = fc.oneof(
      fc
        .constantFrom('visitor' as const, 'ai_assistant' as const, 'human_operator' as const)
        .map((who) => says(0, who)),
      fc
        .tuple(fc.constantFrom('open', 'resolved', 'closed', 'archived'), fc.constantFrom(KIM, SYSTEM, VISITOR))
        .map(([to, by]) => progress(0, to as 'open', by)),
      fc.constantFrom('ai', 'queue', 'human').map((to) => driver(0, to as 'ai')),
    );
    const steps = fc.array(fc.tuple(step, fc.integer({ min: 0, max: 100 })), { maxLength: 30 });
    fc.assert(
      fc.property(steps, fc.integer({ min: 0, max: 30 }), (drawn, cut) => {
        const hoursAt = (index: number) => drawn.slice(0, index + 1).reduce((sum, [, later]) => sum + later, 0);
        const log = [started(0), ...drawn.map(([event], index) => ({ ...event, at: at(hoursAt(index)) }))];
        const whole = countEvents(null, log);
        const first = countEvents(null, log.slice(0, cut));
        const second = countEvents(first.cases.at(-1) ?? null, log.slice(cut));
        const merged = new Map([...first.cases, ...second.cases].map((found) => [found.number, found]));
        expect([...merged.values()]).toEqual(whole.cases);
        expect([...first.messages, ...second.messages]).toEqual(whole.messages);
      }),
    );
  });
});

describe('messages', () => {
  it('count by author and, where the agent speaks, by what they are; nobody wrote a welcome', () => {
    const welcome = {
      ...says(0, 'ai_assistant'),
      message: { author: 'ai_assistant', isWelcome: true, kind: null },
    } as const;
    const { messages } = countEvents(null, [
      started(0),
      welcome,
      says(0, 'visitor'),
      says(1, 'ai_assistant', 'unknown'),
      says(2, 'human_operator'),
    ]);
    expect(messages).toEqual([
      { at: at(0), author: 'visitor', kind: '' },
      { at: at(1), author: 'ai_assistant', kind: 'unknown' },
      { at: at(2), author: 'human_operator', kind: '' },
    ]);
  });
});

describe('judgements', () => {
  it('tell each question, and what was taken back', () => {
    const rating = { answers: { HELPFUL_THUMBS: 'positive' }, comment: 'Fine' } as const;
    const feedback = { rating: 'negative', comment: null } as const;
    const { judgements } = countEvents(null, [
      plain(0, { type: 'conversation.rated', data: { rating } }),
      plain(1, { type: 'message.rated', data: { ord: 4, feedback } }),
      plain(2, { type: 'message.rated', data: { ord: 4, feedback: null } }),
    ]);
    expect(judgements).toEqual([
      { ord: 0, question: 'helpful', rating: 'positive', at: at(0) },
      { ord: 0, question: 'experience', rating: null, at: at(0) },
      { ord: 4, question: 'message', rating: 'negative', at: at(1) },
      { ord: 4, question: 'message', rating: null, at: at(2) },
    ]);
  });
});
