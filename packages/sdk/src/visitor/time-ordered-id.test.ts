import { expect, it } from 'vitest';
import { createTimeOrderedIds } from './time-ordered-id.ts';

it('ids sort as they were made, within a millisecond, with a clock that goes back, and after an earlier page', () => {
  const times = [1_000_000, 1_000_000, 999_000, 1_000_001];
  const newId = createTimeOrderedIds(() => times.shift() ?? 1_000_001);
  const ids = Array.from({ length: 5_000 }, () => newId());
  expect(ids).toEqual(ids.toSorted());
  expect(new Set(ids).size).toBe(5_000);
  expect(ids.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id))).toBe(
    true,
  );
  const earlier = createTimeOrderedIds(() => 9_000_000)();
  expect(newId(earlier) > earlier).toBe(true);
});
