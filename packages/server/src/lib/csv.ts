import type { Cell } from './cell.ts';

/** A line of CSV (RFC 4180) with its line break. Cells that a spreadsheet would run as a formula begin with an apostrophe. */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(cellOf).join(',')}\r\n`;
}

// Their wide forms begin a formula too, where a spreadsheet is set to an East Asian language.
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

function cellOf(value: Cell): string {
  if (value === null) return '';
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== 'string') return String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
