import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

const KEPT = 'parley.inbox.details';
/** From this width of the desk on there is room beside the conversation, in pixels. */
const WIDE = 760;

/** Whether the pane beside a conversation is open: where there is room as it was left, else once it is asked for. */
export function useDetailsPane() {
  const desk = useRef<HTMLDivElement>(null);
  const isWide = useIsWide(desk);
  const [isKept, setIsKept] = useState(readKept);
  const [isOver, setIsOver] = useState(false);
  const isOpen = isWide ? isKept : isOver;
  return {
    desk,
    isWide,
    isOpen,
    close: (): void => setIsOver(false),
    toggle(): void {
      if (!isWide) setIsOver(!isOpen);
      else {
        keep(!isOpen);
        setIsKept(!isOpen);
      }
    },
  };
}

function useIsWide(desk: RefObject<HTMLElement | null>): boolean {
  const [isWide, setIsWide] = useState(false);
  useLayoutEffect(() => {
    const element = desk.current;
    if (!element) return;
    const measure = (): void => setIsWide(element.clientWidth >= WIDE);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [desk]);
  return isWide;
}

function readKept(): boolean {
  try {
    return localStorage.getItem(KEPT) !== 'closed';
  } catch {
    return true;
  }
}

function keep(isOpen: boolean): void {
  try {
    localStorage.setItem(KEPT, isOpen ? 'open' : 'closed');
  } catch {
    // It holds until the page is closed.
  }
}
