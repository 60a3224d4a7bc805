import { expect, it } from 'vitest';
import { STYLE } from './style.ts';

/** The value of a variable in the light scheme and in the dark one. */
const both = (name: string): string[] =>
  [...STYLE.matchAll(new RegExp(`--${name}: (#[0-9a-f]{3,6});`, 'g'))].map(([, colour = '']) => colour);

function luminance(colour: string): number {
  const full = colour.length === 4 ? colour.replaceAll(/[0-9a-f]/g, '$&$&') : colour;
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(full.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

it.each(['card', 'paper'])('fields stand out from the %s that they are on, light and dark (WCAG 1.4.11)', (ground) => {
  const [fields, grounds] = [both('field'), both(ground)];
  expect([fields.length, grounds.length]).toEqual([2, 2]);
  for (const [index, field] of fields.entries()) {
    const [bright = 0, dim = 0] = [luminance(field), luminance(grounds[index] ?? '')].toSorted((a, b) => b - a);
    expect((bright + 0.05) / (dim + 0.05)).toBeGreaterThan(3);
  }
});
