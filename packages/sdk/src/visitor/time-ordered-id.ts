/**
 * Makes UUIDs (version 7) that sort in the order in which they were made, also where the clock goes back. `after` is the
 * highest one of an earlier page, if there is one.
 */
export function createTimeOrderedIds(now: () => number): (after?: string) => string {
  let last = 0;
  let count = 0;
  return (after) => {
    const time = Math.max(now(), last, after === undefined ? 0 : timeOf(after) + 1);
    count = time === last ? count + 1 : 0;
    // Twelve bits count within a millisecond; who makes more than they hold borrows from the next.
    last = count > 0xfff ? time + 1 : time;
    count &= 0xfff;
    return idOf(last, count);
  };
}

const timeOf = (id: string): number => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16) || 0;

function idOf(time: number, count: number): string {
  const random = crypto.getRandomValues(new Uint8Array(8));
  random[0] = ((random[0] ?? 0) & 0x3f) | 0x80;
  const tail = [...random].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const head = time.toString(16).padStart(12, '0');
  const counted = count.toString(16).padStart(3, '0');
  return `${head.slice(0, 8)}-${head.slice(8)}-7${counted}-${tail.slice(0, 4)}-${tail.slice(4)}`;
}
