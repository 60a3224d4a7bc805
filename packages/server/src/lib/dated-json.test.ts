import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readDated, writeDated } from './dated-json.ts';

it('gives back what was written, instants among it', () => {
  const value = { from: new Date('2026-01-15T10:30:00.000Z'), list: [1, 'a', { to: new Date(0) }], none: null };
  expect(readDated(JSON.parse(writeDated(value)))).toEqual(value);
  const property = fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (any) => {
    const json = JSON.parse(JSON.stringify(any));
    expect(readDated(JSON.parse(writeDated(json)))).toEqual(json);
  });
  fc.assert(property);
});
