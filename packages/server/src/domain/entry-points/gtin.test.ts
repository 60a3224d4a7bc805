import { describe, expect, it } from 'vitest';
import { checkDigit, parseGtin } from './gtin.ts';

/** Digits by a small generator with a seed, so that a failure can be seen again. */
function* bodies(count: number): Generator<string> {
  let state = 20_260_522;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state;
  };
  for (let i = 0; i < count; i += 1) {
    const length = [7, 11, 12, 13][next() % 4] ?? 7;
    yield Array.from({ length }, () => String((next() >>> 8) % 10)).join('');
  }
}

describe('a GTIN', () => {
  it.each([
    ['4006381333931', '04006381333931'],
    ['036000291452', '00036000291452'],
    ['96385074', '00000096385074'],
    ['10614141000415', '10614141000415'],
  ])('%s is taken as %s', (given, stored) => {
    expect(parseGtin(given)).toBe(stored);
  });

  it.each([
    '',
    '4006381333932',
    '400638133393',
    '40063813339310',
    ' 4006381333931',
    '４００６３８１３３３９３１',
    '4006381-33931',
  ])('is not "%s"', (given) => {
    expect(parseGtin(given)).toBeNull();
  });

  it('has exactly one right check digit, in any length', () => {
    for (const body of bodies(2_000)) {
      const right = Array.from({ length: 10 }, (_, digit) => body + digit).filter((text) => parseGtin(text) !== null);
      expect(right).toEqual([body + checkDigit(body)]);
    }
  });

  it('is no GTIN any more when one digit is mistyped', () => {
    for (const body of bodies(500)) {
      const gtin = body + checkDigit(body);
      for (let place = 0; place < gtin.length; place += 1) {
        const mistyped = gtin.slice(0, place) + ((Number(gtin[place]) + 1 + (place % 9)) % 10) + gtin.slice(place + 1);
        if (mistyped !== gtin) expect(parseGtin(mistyped)).toBeNull();
      }
    }
  });

  it('is the same thing with zeros before it', () => {
    for (const body of bodies(500)) {
      const gtin = body + checkDigit(body);
      expect(parseGtin(gtin.padStart(14, '0'))).toBe(parseGtin(gtin));
    }
  });
});
