type Rgb = readonly [number, number, number];

/** Black or white, whichever is the more readable on a colour such as `#C2410C`: at least 4.58 to 1 on every one. */
export function readableOn(colour: string): '#000000' | '#ffffff' {
  const luminance = luminanceOf(rgbOf(colour));
  // Where both contrasts are the same: (1 + 0.05) / (l + 0.05) = (l + 0.05) / 0.05.
  return luminance > Math.sqrt(1.05 * 0.05) - 0.05 ? '#000000' : '#ffffff';
}

/** How much one colour stands out from another, as WCAG 2 measures it: 1 to 21. */
export function contrast(one: string, other: string): number {
  const [a, b] = [luminanceOf(rgbOf(one)), luminanceOf(rgbOf(other))];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function rgbOf(colour: string): Rgb {
  const value = Number.parseInt(colour.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

function luminanceOf([red, green, blue]: Rgb): number {
  const linear = (part: number): number => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}
