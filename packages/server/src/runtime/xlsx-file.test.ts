import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import readXlsxFile from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import type { Cell } from '../lib/cell.ts';
import { XLSX_LIMITS } from '../lib/xlsx-xml.ts';
import { type Table, xlsxFile } from './xlsx-file.ts';

async function* rowsOf(rows: Iterable<readonly Cell[]>) {
  yield* rows;
}

/** The sheets as another program reads them, by name. */
async function sheetsOf(given: Partial<Omit<Table, 'rows'>> & { rows: Iterable<readonly Cell[]> }) {
  const chunks: Buffer[] = [];
  const table = { name: 'Rows', header: ['a', 'b'], ...given, rows: rowsOf(given.rows) };
  for await (const chunk of xlsxFile(table)) chunks.push(chunk);
  const sheets = await readXlsxFile(Buffer.concat(chunks), { trim: false });
  return Object.fromEntries(sheets.map(({ sheet, data }) => [sheet, data]));
}

describe('an XLSX file', () => {
  it('has texts as texts, numbers as numbers, and instants as dates', async () => {
    const at = new Date('2026-01-15T10:30:00.000Z');
    const { Rows } = await sheetsOf({ header: ['a', 'b', 'c', 'd', 'e'], rows: [['=1+1', -5.25, true, at, null]] });
    expect(Rows).toEqual([
      ['a', 'b', 'c', 'd', 'e'],
      ['=1+1', -5.25, true, at, null],
    ]);
  });

  it('gives every text back, whatever is in it', async () => {
    const odd = fc.constantFrom(
      '\u0000',
      '\u0007',
      '\r',
      '\n',
      '\t',
      '<',
      '&',
      '"',
      ']]>',
      '_x0041_',
      '_',
      '\uFFFE',
      ' ',
      '😀',
      'é',
      '=',
    );
    const rows = fc.array(
      fc.tuple(fc.string({ unit: odd, minLength: 1 }), fc.string({ unit: 'binary', minLength: 1 })),
      {
        minLength: 1,
        maxLength: 60,
      },
    );
    const property = fc.asyncProperty(rows, async (texts) => {
      const { Rows } = await sheetsOf({ rows: texts });
      expect(Rows?.slice(1)).toEqual(texts);
    });
    await fc.assert(property, { numRuns: 6 });
  });

  it('goes on to further sheets where one is full, each with the header', async () => {
    const rows = Array.from({ length: 7 }, (_, at) => [at, `row ${at}`]);
    const sheets = await sheetsOf({ rows, rowsMax: 4 });
    expect(Object.keys(sheets)).toEqual(['Rows', 'Rows 2', 'Rows 3']);
    expect(Object.values(sheets).map((data) => data.length)).toEqual([4, 4, 2]);
    expect(Object.values(sheets).map(([header]) => header)).toEqual([
      ['a', 'b'],
      ['a', 'b'],
      ['a', 'b'],
    ]);
    expect(Object.values(sheets).flatMap((data) => data.slice(1))).toEqual(rows);
  });

  it.each([0, 3])('has one sheet where %i rows just fit', async (count) => {
    const rows = Array.from({ length: count }, (_, at) => [at, 'x']);
    expect(Object.keys(await sheetsOf({ rows, rowsMax: 4 }))).toEqual(['Rows']);
  });

  it('cuts a text that is longer than a cell, and marks it', async () => {
    const { Rows } = await sheetsOf({ rows: [['x'.repeat(32_767), 'y'.repeat(40_000)]] });
    const [, [whole, cut] = []] = Rows ?? [];
    expect(whole).toBe('x'.repeat(32_767));
    expect(String(cut).length).toBeLessThanOrEqual(XLSX_LIMITS.characters);
    expect(cut).toMatch(/^y+ … \[cut: 72\d\d more characters\]$/);
  });

  it('takes no more rows than are read, however slowly', async () => {
    let taken = 0;
    async function* endless(): AsyncGenerator<readonly Cell[]> {
      for (;;) {
        taken += 1;
        yield [randomBytes(1_000).toString('hex')];
      }
    }
    const bytes = xlsxFile({ name: 'Rows', header: ['a'], rows: endless() });
    for (let read = 0; read < 100_000; ) read += (await bytes.next()).value?.length ?? 0;
    for (let turn = 0; turn < 200; turn += 1) await new Promise(setImmediate);
    // A megabyte at most is on its way between the rows and the reader.
    expect(taken).toBeLessThan(600);
    await bytes.return(undefined);
  });

  it('fails as its rows fail, and lets go of them when nobody reads on', async () => {
    async function* failing(): AsyncGenerator<readonly Cell[]> {
      yield ['a'];
      throw new Error('the rows are gone');
    }
    const read = async () => {
      for await (const _ of xlsxFile({ name: 'Rows', header: ['a'], rows: failing() }));
    };
    await expect(read()).rejects.toThrow('the rows are gone');

    let isLetGo = false;
    async function* endless(): AsyncGenerator<readonly Cell[]> {
      try {
        for (;;) yield ['a'.repeat(1_000)];
      } finally {
        isLetGo = true;
      }
    }
    let bytes = 0;
    for await (const chunk of xlsxFile({ name: 'Rows', header: ['a'], rows: endless() })) {
      bytes += chunk.length;
      if (bytes > 10_000) break;
    }
    expect(isLetGo).toBe(true);
  });
});
