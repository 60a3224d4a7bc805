import { expect, it } from 'vitest';
import { readReportSearch, spanOf } from './range.ts';

it('reads what an address says of a report, and leaves out what it does not understand', () => {
  expect(readReportSearch({ days: '7', chatbot: 'a', source: 'widget', other: 'x' })).toEqual({
    days: 7,
    chatbot: 'a',
    source: 'widget',
  });
  expect(readReportSearch({ from: '2026-05-02', to: '2026-05-01' })).toEqual({});
  expect(readReportSearch({ from: 'soon', to: '2026-05-01', days: '400' })).toEqual({});
});

it('is about thirty days up to today unless told, over the ends of months and years', () => {
  expect(spanOf({}, '2026-01-10')).toEqual({ from: '2025-12-12', to: '2026-01-10' });
  expect(spanOf({ days: 1 }, '2026-03-01')).toEqual({ from: '2026-03-01', to: '2026-03-01' });
  expect(spanOf({ from: '2026-02-01', to: '2026-02-28', days: 7 }, '2026-05-01')).toEqual({
    from: '2026-02-01',
    to: '2026-02-28',
  });
});
