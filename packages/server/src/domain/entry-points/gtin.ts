const LENGTHS = [8, 12, 13, 14];

/** The check digit of a GTIN: digits weigh 3 and 1 from the right, and all must make a multiple of ten. */
export function checkDigit(digits: string): number {
  const sum = [...digits]
    .reverse()
    .reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 3 : 1), 0);
  return (10 - (sum % 10)) % 10;
}

/** A GTIN of 8, 12, 13 or 14 digits as one of 14; null when it is none, or its check digit is wrong. */
export function parseGtin(text: string): string | null {
  if (!LENGTHS.includes(text.length) || !/^[0-9]+$/.test(text)) return null;
  return checkDigit(text.slice(0, -1)) === Number(text.at(-1)) ? text.padStart(14, '0') : null;
}
