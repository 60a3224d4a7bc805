import type { Looks, WidgetMode } from '../contract.ts';
import { quietly, warnOnce } from '../loader/warn.ts';

/** Pages that draw themselves may take so long after they were loaded before it is odd. */
const ODD_MS = 2_000;

/**
 * Calls `begin` with the node that the widget goes into, once it is there: the page's root for a floating one, else the
 * container, for which it waits as pages that draw themselves make it late. Gives what ends the waiting.
 */
export function whenPlaced(
  mode: WidgetMode,
  container: Looks['container'],
  begin: (place: Element) => void,
): () => void {
  if (mode !== 'inline') {
    begin(document.documentElement);
    return () => {};
  }
  const found = findContainer(container);
  if (found) {
    begin(found);
    return () => {};
  }
  const observer = new MutationObserver(() => {
    const place = findContainer(container);
    if (!place) return;
    observer.disconnect();
    quietly(() => begin(place));
  });
  observer.observe(document, { childList: true, subtree: true });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tell = (): void => {
    if (!findContainer(container))
      warnOnce(`container ${nameOf(container)}`, `${nameOf(container)}: the chat waits for it.`);
  };
  const wait = (): void => {
    timer = setTimeout(tell, ODD_MS);
  };
  if (document.readyState === 'complete') wait();
  else window.addEventListener('load', wait);
  return () => {
    observer.disconnect();
    clearTimeout(timer);
    window.removeEventListener('load', wait);
  };
}

/** The container, if it is in the page. People write `#chat` as well as `chat`. */
export function findContainer(container: Looks['container']): Element | null {
  if (typeof container === 'string') return document.getElementById(container.replace(/^#/, ''));
  return container?.isConnected ? container : null;
}

const nameOf = (container: Looks['container']): string =>
  typeof container === 'string'
    ? `there is no element with the id "${container}" yet`
    : 'the container is not in the page yet';
