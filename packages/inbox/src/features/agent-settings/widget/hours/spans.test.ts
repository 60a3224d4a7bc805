import { expect, it } from 'vitest';
import { type Days, endOf, OFFICE_HOURS, type Span, spanProblems, withAnother, withDay } from './spans.ts';

const span = (text: string): Span => {
  const [from = '', to = ''] = text.split('-');
  return { from, to };
};
const days = (given: Readonly<Record<string, string>>): Days =>
  Object.fromEntries(Object.entries(given).map(([day, spans]) => [day, spans.split(' ').map(span)]));

it.each([
  ['several spans that only touch', { 1: '09:00-12:00 12:00-17:00' }, {}],
  ['a whole day, each after the other', { 1: '00:00-00:00', 2: '00:00-00:00' }, {}],
  ['spans that overlap', { 1: '09:00-13:00 12:00-17:00' }, { '1.1': 'overlap' }],
  ['spans in any order', { 1: '13:00-17:00 09:00-13:01' }, { '1.1': 'overlap' }],
  ['a night that ends before the next day begins', { 1: '22:00-06:00', 2: '06:00-14:00' }, {}],
  ['a night that ends after it', { 1: '22:00-06:00', 2: '05:00-14:00' }, { '2.0': 'overlap' }],
  ['times the wrong way round, which are nearly a day', { 1: '17:00-09:00', 2: '08:00-10:00' }, { '2.0': 'overlap' }],
  ['the night from Sunday to Monday', { 1: '05:00-14:00', 7: '22:00-06:00' }, { '7.0': 'overlap' }],
  ['midnight as an end', { 1: '18:00-00:00', 2: '00:00-02:00' }, {}],
  ['no length', { 1: '09:00-09:00' }, { '1.0': 'nothing' }],
  ['a time that is missing', { 3: '09:00-' }, { '3.0': 'incomplete' }],
])('checks %s', (_, given, wanted) => {
  expect(spanProblems(days(given))).toEqual(wanted);
});

it('tells where a span ends', () => {
  expect(['09:00-17:00', '18:00-00:00', '22:00-06:00', '22:00-'].map((each) => endOf(span(each)))).toEqual([
    'same-day',
    'midnight',
    'next-day',
    'same-day',
  ]);
});

it('begins a day with office hours and leaves out days without any', () => {
  expect(withAnother([])).toEqual([span('09:00-17:00')]);
  expect(withAnother([span('09:00-12:00')])).toEqual([span('09:00-12:00'), span('-')]);
  expect(Object.keys(withDay(OFFICE_HOURS, '5', []))).toEqual(['1', '2', '3', '4']);
  expect(withDay({}, '7', [span('10:00-14:00')])).toEqual({ 7: [span('10:00-14:00')] });
});
