import { quietly } from '../loader/warn.ts';
import type { Rarely } from './rarely.ts';

/** Where the chat takes the whole screen, as a media query. */
export const PHONE = '(max-width: 480px), (max-height: 440px)';

/**
 * Full screen there is nothing else: the chat says so to screen readers and to what holds the Tab key, and the page behind
 * does not scroll. Elsewhere the page stays within reach. Follows the screen, which turns and is zoomed; `shown` after the
 * element came into sight, `end` when it goes.
 */
export function followScreen(element: HTMLElement, rarely: () => Promise<Rarely>) {
  const screen = matchMedia(PHONE);
  let isHeld = false;
  const shown = (): void => {
    element.setAttribute('aria-modal', String(screen.matches));
    if (!screen.matches || isHeld) return;
    isHeld = true;
    quietly(async () => (await rarely()).holdPage(element, () => screen.matches));
  };
  const change = (): void => {
    if (element.hidden) return;
    shown();
    const root = element.getRootNode();
    // What had the focus is covered now.
    if (screen.matches && root instanceof ShadowRoot && !root.activeElement) element.focus({ preventScroll: true });
  };
  // Not there where a page has put another matchMedia.
  screen.addEventListener?.('change', change);
  return { shown, end: (): void => screen.removeEventListener?.('change', change) };
}
