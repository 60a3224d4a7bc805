import type { VisitorEvent, VisitorMessage } from '@parley/protocol/api';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyVisitorEvent, emptyView, type VisitorView } from './visitor-view.ts';

const created_at = '2026-01-15T10:30:00.000Z';
const message = (ord: number, more: Partial<VisitorMessage> = {}): VisitorMessage => ({
  id: `m${ord}`,
  ord,
  author: 'visitor',
  content: `Text ${ord}`,
  created_at,
  is_welcome: false,
  offers_person: false,
  answers: null,
  operator: null,
  sources: [],
  attachments: [],
  feedback: null,
  ...more,
});

/** A log: messages with their `ord`, and between them whatever else may happen. */
const logs = fc.array(fc.nat({ max: 5 }), { maxLength: 25 }).map((kinds) => {
  let ord = 0;
  return kinds.map((kind, index): VisitorEvent => {
    const place = { seq: index * 2 + 1, created_at };
    if (kind === 0) return { type: 'marker', ...place, code: 'handed_back' };
    if (kind === 1) {
      return { type: 'status', ...place, driver: index % 2 ? 'ai' : 'human', progress: 'open', operator: null };
    }
    if (kind === 2 && ord > 0) {
      return {
        type: 'feedback',
        ...place,
        ord: 1 + (index % ord),
        feedback: { rating: 'positive', comment: `${index}` },
      };
    }
    if (kind === 3) return { type: 'turn_ended', ...place, ord, reason: 'failed' };
    if (kind === 4) return { type: 'rating', ...place, rating: { answers: {}, comment: `${index}` } };
    ord += 1;
    return { type: 'message', ...place, message: message(ord) };
  });
});
const fold = (events: readonly VisitorEvent[], from: VisitorView = emptyView('c')) =>
  events.reduce(applyVisitorEvent, from);

describe("a visitor's view", () => {
  it('is the same however its events were shuffled and repeated on the way', () => {
    const deliveries = logs.chain((log) =>
      fc.tuple(
        fc.constant(log),
        log.length === 0
          ? fc.constant([])
          : fc
              .array(fc.constantFrom(...log), { maxLength: 20 })
              .chain((again) => fc.shuffledSubarray([...log, ...again], { minLength: log.length + again.length })),
      ),
    );
    fc.assert(
      fc.property(deliveries, ([log, delivered]) => {
        expect(fold(delivered)).toEqual(fold(log));
      }),
      { numRuns: 300 },
    );
  });

  it('is the same value again after an event that it has', () => {
    fc.assert(
      fc.property(logs, (log) => {
        const view = fold(log);
        for (const event of log) expect(applyVisitorEvent(view, event)).toBe(view);
      }),
    );
  });

  it('has every message once, by ord, with what was said on it last', () => {
    const view = fold([
      { type: 'feedback', seq: 9, created_at, ord: 2, feedback: { rating: 'negative', comment: null } },
      { type: 'message', seq: 7, created_at, message: message(2, { author: 'ai_assistant', answers: 1 }) },
      { type: 'message', seq: 4, created_at, message: message(1) },
      { type: 'message', seq: 7, created_at, message: message(2, { author: 'ai_assistant', answers: 1 }) },
      { type: 'feedback', seq: 8, created_at, ord: 2, feedback: { rating: 'positive', comment: null } },
    ]);
    const messages = view.entries.map((entry) => (entry.kind === 'message' ? entry.message : null));
    expect(messages.map((one) => one?.ord)).toEqual([1, 2]);
    expect(messages[1]?.feedback).toEqual({ rating: 'negative', comment: null });
    expect(view.seq).toBe(9);
  });

  it('keeps its place past an event of a kind that it does not know', () => {
    const unknown: VisitorEvent = JSON.parse('{"type":"sparkle","seq":12,"created_at":"2026-01-15T10:30:00.000Z"}');
    expect(fold([unknown])).toEqual({ ...emptyView('c'), seq: 12 });
  });
});
