import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { csvLine } from './csv.ts';

describe('a line of CSV', () => {
  it('is read back as it was by a CSV reader', () => {
    const cells = ['plain', 'with, comma', 'with "quotes"', 'two\nlines', '', '日本'];
    expect(parse(csvLine(cells))).toEqual([cells]);
  });

  it.each(['=1+1', '+1', '-1', '@cmd', '\tx'])('makes %j safe for spreadsheets', (cell) => {
    expect(parse(csvLine([cell]))).toEqual([[`'${cell}`]]);
  });

  it('writes numbers as they are, and nothing for null', () => {
    expect(csvLine([-5, true, null])).toBe('-5,true,\r\n');
  });
});
