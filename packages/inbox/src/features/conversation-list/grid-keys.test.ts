import { describe, expect, it } from 'vitest';
import { targetOf } from './grid-keys.ts';

const press = (key: string, more = {}) => ({ key, ctrlKey: false, metaKey: false, altKey: false, ...more });
const span = { index: 5, last: 9, inSight: 6 };

describe('keys in the list', () => {
  it.each([
    ['ArrowDown', 6],
    ['ArrowUp', 4],
    ['PageDown', 9],
    ['PageUp', 0],
    ['Home', 0],
    ['End', 9],
  ])('lead from row to row: %s', (key, to) => {
    expect(targetOf(press(key), span)).toBe(to);
  });

  it('lead to the first row from none, and nowhere in an empty list', () => {
    expect(targetOf(press('ArrowDown'), { ...span, index: -1 })).toBe(0);
    expect(targetOf(press('ArrowDown'), { ...span, last: -1 })).toBeNull();
  });

  it('are left to others with Ctrl, Alt or Cmd, and where they are letters', () => {
    expect(targetOf(press('ArrowDown', { altKey: true }), span)).toBeNull();
    expect(targetOf(press('a'), span)).toBeNull();
  });
});
