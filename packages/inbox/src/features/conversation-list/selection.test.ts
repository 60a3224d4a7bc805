import { describe, expect, it } from 'vitest';
import { chosenOf, NO_SELECTION, type Selection, type SelectionAct, selectionReducer } from './selection.ts';

const order = ['a', 'b', 'c', 'd', 'e'];
const after = (...acts: SelectionAct[]): Selection => acts.reduce(selectionReducer, NO_SELECTION);
const toggle = (id: string) => ({ type: 'toggle', id }) as const;
const range = (id: string) => ({ type: 'range', id, order }) as const;

describe('what is chosen in a list', () => {
  it('is chosen and left one by one', () => {
    expect([...after(toggle('a'), toggle('c'), toggle('a')).ids]).toEqual(['c']);
  });

  it('is chosen from one to another, either way', () => {
    expect([...after(toggle('b'), range('d')).ids]).toEqual(['b', 'c', 'd']);
    expect([...after(toggle('d'), range('b')).ids].sort()).toEqual(['b', 'c', 'd']);
    expect([...after(toggle('a'), range('e'), toggle('b'), range('d')).ids]).toEqual(['a', 'e']);
  });

  it('is the one alone where the range has no beginning, or the beginning is gone', () => {
    expect([...after(range('c')).ids]).toEqual(['c']);
    expect([...after(toggle('gone'), range('c')).ids]).toEqual(['gone', 'c']);
  });

  it('is only what the list still shows', () => {
    const rows = [{ id: 'a' }, { id: 'b' }];
    expect(chosenOf(rows, after({ type: 'set', ids: ['b', 'gone'] }))).toEqual([{ id: 'b' }]);
  });
});
