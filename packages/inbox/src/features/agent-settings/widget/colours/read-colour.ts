import { hexColour } from '@parley/protocol';

/**
 * A colour as it may be typed, `#007aff` or `rgb(0, 122, 255)`, as chat and server take it: `#007AFF`. Null for anything else.
 */
export function readColour(text: string): string | null {
  const typed = text.trim();
  if (/^#[0-9a-f]{6}$/i.test(typed)) return hexColour(typed);
  const [, ...channels] = typed.match(/^rgb\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*\)$/i) ?? [];
  return channels.length === 3 && channels.every((channel) => Number(channel) <= 255) ? hexColour(typed) : null;
}
