import { describe, expect, it } from 'vitest';
import { anchorOf, newAbove } from './anchor.ts';

const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((id) => ({ id })) as [Row, Row, Row, Row];
type Row = { readonly id: string };
const seen = [
  { row: b, top: -20 },
  { row: c, top: 60 },
  { row: d, top: 140 },
];
const fresh = { id: 'new' };

describe('the row that stays where it is', () => {
  it('is the uppermost one on screen', () => {
    expect(anchorOf({ seen, heldId: null, rows: [fresh, a, b, c, d] })).toEqual({ index: 2, top: -20 });
  });

  it('is the one that the pointer or the keyboard is at', () => {
    expect(anchorOf({ seen, heldId: 'd', rows: [fresh, a, b, c, d] })).toEqual({ index: 4, top: 140 });
  });

  it('is the next one where that one moves away itself', () => {
    expect(anchorOf({ seen, heldId: 'c', rows: [{ id: 'c' }, a, b, d] })).toEqual({ index: 3, top: 140 });
    expect(anchorOf({ seen, heldId: 'd', rows: [{ id: 'd' }, a, b, c] })).toEqual({ index: 3, top: 60 });
  });

  it('is one with news where all have some, and none where none is left', () => {
    expect(anchorOf({ seen, heldId: null, rows: [{ id: 'c' }] })).toEqual({ index: 0, top: 60 });
    expect(anchorOf({ seen, heldId: null, rows: [fresh] })).toBeNull();
  });
});

describe('what is new above', () => {
  it('is what was below or not there', () => {
    expect(newAbove({ rows: [a, b, c, d], index: 1 }, { rows: [d, fresh, a, b, c], index: 3 })).toEqual(['d', 'new']);
    expect(newAbove({ rows: [a, b], index: 1 }, { rows: [b], index: 0 })).toEqual([]);
  });
});
