/** What text needs on its background (WCAG 2.2, 1.4.3, level AA). */
export const READABLE = 4.5;

/** How strongly two colours `#RRGGBB` stand out from each other, from 1 to 21 (WCAG 2.2, contrast ratio). */
export function contrastOf(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminanceOf(one), luminanceOf(other)].toSorted((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** Text that can be read on a colour `#RRGGBB`: white where it can be, else an ink, else black. */
export function textOn(background: string): string {
  return ['#FFFFFF', '#101828'].find((text) => contrastOf(text, background) >= READABLE) ?? '#000000';
}

const STEPS = 48;

/**
 * The colour nearest to `colour`, on its way to black or white, that can be read on all `backgrounds`; itself if it can
 * be. Where nothing can be read on all of them it is the better of black and white.
 */
export function readableOver(colour: string, backgrounds: readonly string[]): string {
  for (let step = 0; step <= STEPS; step += 1) {
    for (const end of ['#000000', '#FFFFFF']) {
      const candidate = mixOf(colour, end, step / STEPS);
      if (weakest(candidate, backgrounds) >= READABLE) return candidate;
    }
  }
  return weakest('#000000', backgrounds) >= weakest('#FFFFFF', backgrounds) ? '#000000' : '#FFFFFF';
}

/** Two colours `#RRGGBB` mixed: 0 is the first, 1 the second. */
export function mixOf(first: string, second: string, share: number): string {
  const [from, to] = [channelsOf(first), channelsOf(second)];
  return hexOf(from.map((channel, at) => channel + ((to[at] ?? 0) - channel) * share));
}

/** Red, green and blue of `#RRGGBB`, 0 to 255. */
export const channelsOf = (colour: string): number[] =>
  [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));

/** `#RRGGBB` of red, green and blue. */
export const hexOf = (channels: readonly number[]): string =>
  `#${channels.map((channel) => Math.round(channel).toString(16).padStart(2, '0')).join('')}`.toUpperCase();

const weakest = (colour: string, backgrounds: readonly string[]): number =>
  Math.min(...backgrounds.map((background) => contrastOf(colour, background)));

/** Relative luminance, 0 for black and 1 for white. */
function luminanceOf(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channelsOf(colour).map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
