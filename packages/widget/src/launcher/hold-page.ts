import { bare } from './bare.ts';

/**
 * Keeps the page still while wheel or finger move over `element` and nothing of ours can move, as long as it covers the
 * page.
 */
export function holdPage(element: HTMLElement, isCovering: () => boolean): void {
  let fromY = 0;
  const start = ({ touches }: TouchEvent): void => {
    fromY = touches[0]?.clientY ?? 0;
  };
  const hold = (event: WheelEvent | TouchEvent): void => {
    if (!event.cancelable || !isCovering()) return;
    const isTouch = 'touches' in event;
    // Two fingers, and the wheel with Ctrl, zoom.
    if (isTouch ? event.touches.length > 1 : event.ctrlKey) return;
    const by = isTouch ? fromY - (event.touches[0]?.clientY ?? 0) : event.deltaY;
    if (by !== 0 && !canScroll(event, element, by)) event.preventDefault();
  };
  const options = bare({ passive: false });
  element.addEventListener('touchstart', start, bare({ passive: true }));
  element.addEventListener('touchmove', hold, options);
  element.addEventListener('wheel', hold, options);
}

/** Whether something between where it happened and `element` scrolls that way, by px downwards. */
function canScroll(event: Event, element: HTMLElement, by: number): boolean {
  const path = event.composedPath();
  return path.slice(0, path.indexOf(element)).some((each) => {
    if (!(each instanceof Element) || !/auto|scroll/.test(getComputedStyle(each).overflowY)) return false;
    const room = by < 0 ? each.scrollTop : each.scrollHeight - each.clientHeight - each.scrollTop;
    return room >= 1;
  });
}
