const REACHABLE = 'a[href],button:not([disabled]),input:not([hidden]),textarea:not([disabled]),summary,[tabindex="0"]';

/** Keeps the Tab key inside `box`: after the last element comes the first, and before the first the last. */
export function trapTab(event: KeyboardEvent, box: HTMLElement): void {
  if (event.key !== 'Tab') return;
  const reachable = [...box.querySelectorAll<HTMLElement>(REACHABLE)].filter(
    (element) => element.offsetParent !== null,
  );
  const root = box.getRootNode();
  const active = root instanceof ShadowRoot ? root.activeElement : document.activeElement;
  const [first] = reachable;
  const last = reachable.at(-1);
  const isAtEdge = event.shiftKey ? active === first || active === box : active === last;
  if (!isAtEdge) return;
  event.preventDefault();
  (event.shiftKey ? last : first)?.focus();
}

/** Gone, or nothing that can be pressed any longer. */
const isLost = (element: Element): boolean => !element.isConnected || element.matches(':disabled');

/** Where what had the focus is taken away it goes on to the input, and never falls out to the page. Call what it gives to end that. */
export function keepFocus(root: HTMLElement, isFloating: boolean): () => void {
  let last: Element | null = null;
  root.addEventListener('focusin', ({ target }) => {
    if (target instanceof Element) last = target;
  });
  // Some browsers tell of what they are about to take away, too: by then it would be gone.
  root.addEventListener('focusout', () =>
    setTimeout(() => {
      if (last && !isLost(last) && !last.matches(':focus')) last = null;
    }),
  );
  const observer = new MutationObserver(() => {
    if (!last || !isLost(last)) return;
    last = null;
    takeFocus(root, isFloating);
  });
  observer.observe(root, { subtree: true, childList: true, attributeFilter: ['disabled'] });
  return () => observer.disconnect();
}

/** To the input; on a touch screen to the title, as the keyboard would hide what there is to read. */
export function takeFocus(root: HTMLElement, isFloating: boolean): void {
  const isTouch = isFloating && matchMedia('(hover: none) and (pointer: coarse)').matches;
  const places = isTouch ? ['h2'] : ['.sheet [data-first]', '[data-focus=true]', 'textarea.input', 'h2'];
  const place = places.find((selector) => root.querySelector(selector));
  if (place) root.querySelector<HTMLElement>(place)?.focus({ preventScroll: true });
}
