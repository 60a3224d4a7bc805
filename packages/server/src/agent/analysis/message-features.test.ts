import { expect, it } from 'vitest';
import { FEATURES, featuresOf } from './message-features.ts';

it('sees the same message with marks and without', () => {
  expect(featuresOf('Wciąż nie działa, żółta lampka świeci')).toEqual(
    featuresOf('Wciaz nie dziala, zolta lampka swieci'),
  );
});

it('gives every message the length of one, and places that exist', () => {
  for (const text of ['ok', 'Where is my parcel?', 'a '.repeat(5_000), '???', '你好，我的包裹呢']) {
    const features = [...featuresOf(text)];
    expect(Math.hypot(...features.map(([, value]) => value))).toBeCloseTo(1);
    expect(features.every(([place]) => place >= 0 && place < FEATURES)).toBe(true);
  }
});

it('says nothing of an empty message but that it is short', () => {
  expect(featuresOf('').size).toBe(1);
});

it('sees shouting, and words that share their stem', () => {
  const alike = (one: string, other: string): number => {
    const others = featuresOf(other);
    return [...featuresOf(one)].reduce((sum, [place, value]) => sum + value * (others.get(place) ?? 0), 0);
  };
  expect(alike('reklamację', 'reklamacja')).toBeGreaterThan(alike('reklamację', 'przesyłka') + 0.2);
  expect(alike('WHERE IS MY REFUND', 'where is my refund')).toBeLessThan(0.99);
});
