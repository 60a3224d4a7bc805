import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvLine } from './csv.ts';

describe('a line of CSV', () => {
  it('is read back as it was by a CSV reader', () => {
    const cells = ['plain', 'with, comma', 'with "quotes"', 'two\nlines', '', '日本'];
    expect(parse(csvLine(cells))).toEqual([cells]);
  });

  it.each(['=1+1', '+1', '-1', '@cmd', '\tx', '\rx', '\n=1', '＝1+1', '＋1', '－1', '＠x'])(
    'makes %j safe for spreadsheets',
    (cell) => {
      expect(parse(csvLine([cell]))).toEqual([[`'${cell}`]]);
    },
  );

  it('gives every reader its texts back, none of them a formula', () => {
    const text = fc.string({
      unit: fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '"', ',', "'", ' ', 'a', '１', '＝'),
    });
    const property = fc.property(fc.array(text, { minLength: 2, maxLength: 5 }), (cells) => {
      const [read = []] = parse(csvLine(cells), { skipEmptyLines: false });
      expect(read).toHaveLength(cells.length);
      for (const [at, cell] of cells.entries()) {
        expect([cell, `'${cell}`]).toContain(read[at]);
        expect(read[at]).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
      }
    });
    fc.assert(property, { numRuns: 500 });
  });

  it('writes numbers and instants as they are, and nothing for null', () => {
    expect(csvLine([-5, true, null])).toBe('-5,true,\r\n');
    expect(csvLine([new Date('2026-01-15T10:30:00Z')])).toBe('2026-01-15T10:30:00.000Z\r\n');
  });
});
