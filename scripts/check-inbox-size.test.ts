import { describe, expect, it } from 'vitest';
import { FIRST_SCREEN_BUDGET, weighInbox } from './check-inbox-size.mjs';

const manifest = (weight: number) => ({
  first: ['small.js', 'large.js'],
  files: [
    { name: 'small.js', brotli: 1_000 },
    { name: 'large.js', brotli: weight - 1_000 },
    { name: 'later.js', brotli: 1_000_000 },
  ],
});

describe('the weight of the inbox', () => {
  it('is within its budget up to the last byte, and counts nothing that comes later', () => {
    const { rows, total, problems } = weighInbox(manifest(FIRST_SCREEN_BUDGET));
    expect(problems).toEqual([]);
    expect(total).toBe(FIRST_SCREEN_BUDGET);
    expect(rows.map(({ name }) => name)).toEqual(['large.js', 'small.js']);
  });

  it('is refused a byte above it', () => {
    expect(weighInbox(manifest(FIRST_SCREEN_BUDGET + 1)).problems).toEqual([
      'the first screen weighs 250.0 KB, and may weigh 250.0 KB',
    ]);
  });

  it('is refused where it is not known', () => {
    expect(weighInbox({ ...manifest(2_000), first: ['gone.js'] }).problems).toHaveLength(1);
    expect(weighInbox({ ...manifest(2_000), first: [] }).problems).toHaveLength(1);
  });
});
