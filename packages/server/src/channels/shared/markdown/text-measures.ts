/** The length of a text in Unicode code points, which several platforms count by. */
export function codePoints(text: string): number {
  let count = text.length;
  for (let at = 0; at < text.length - 1; at += 1) {
    if (isHigh(text.charCodeAt(at)) && isLow(text.charCodeAt(at + 1))) count -= 1;
  }
  return count;
}

/** The length of a text in bytes of UTF-8. */
export const utf8Bytes = (text: string): number => Buffer.byteLength(text, 'utf8');

const isHigh = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
const isLow = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;
