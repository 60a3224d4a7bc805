import { describe, expect, it } from 'vitest';
import { contrast, readableOn } from './readable-on.ts';

describe('text on the colour of a tag', () => {
  it('can be read on every colour', () => {
    const parts = ['00', '33', '66', '77', '99', 'cc', 'ff'];
    const colours = parts.flatMap((red) => parts.flatMap((green) => parts.map((blue) => `#${red}${green}${blue}`)));
    for (const colour of colours) expect(contrast(colour, readableOn(colour)), colour).toBeGreaterThan(4.5);
  });

  it('is dark on light and light on dark', () => {
    expect([readableOn('#FFE28A'), readableOn('#1D4ED8')]).toEqual(['#000000', '#ffffff']);
  });
});
