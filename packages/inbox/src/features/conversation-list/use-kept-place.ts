import type { InboxRow } from '@parley/protocol/api';
import type { ReactVirtualizer } from '@tanstack/react-virtual';
import { type PointerEvent, useCallback, useLayoutEffect, useRef, useState } from 'react';
import { anchorOf, newAbove, type SeenRow } from './anchor.ts';

type ListVirtualizer = ReactVirtualizer<HTMLDivElement, HTMLDivElement>;

type Before = {
  readonly list: unknown;
  readonly rows: readonly InboxRow[];
  readonly shown: readonly {
    readonly row: InboxRow;
    readonly index: number;
    readonly start: number;
    readonly end: number;
  }[];
};

const NONE: ReadonlySet<string> = new Set();
/** So near to the top is the top. */
const TOP_PX = 4;

/**
 * Keeps what is being read where it is while rows come and go above it: once the list is scrolled, and at its top while the
 * pointer or the keyboard is in it. `list` is another one when the rows are of another list. Gives the ids of what has come
 * above meanwhile.
 */
export function useKeptPlace(virtualizer: ListVirtualizer, rows: readonly InboxRow[], list: unknown) {
  const before = useRef<Before>(null);
  const pointedAt = useRef<string>(null);
  const isHeldAtTop = useRef(false);
  const [fresh, setFresh] = useState(NONE);

  useLayoutEffect(() => {
    const { scrollElement: scroller } = virtualizer;
    const known = before.current;
    before.current = { list, rows, shown: shownRows(virtualizer, rows) };
    if (!scroller || !known || known.rows === rows) return;
    if (known.list !== list) {
      scroller.scrollTop = 0;
      setFresh(NONE);
      return;
    }
    const { scrollTop, clientHeight } = scroller;
    const focused = scroller.querySelector<HTMLElement>(':focus-visible')?.closest<HTMLElement>('[data-id]');
    const heldId = focused?.dataset.id ?? pointedAt.current;
    if (scrollTop <= TOP_PX && heldId === null) return;
    const seen: (SeenRow<InboxRow> & { readonly index: number })[] = known.shown
      .filter(({ start, end }) => end > scrollTop && start < scrollTop + clientHeight)
      .map(({ row, index, start }) => ({ row, index, top: start - scrollTop }));
    const anchor = anchorOf({ seen, heldId, rows });
    if (!anchor) return;
    const start = virtualizer.measurementsCache[anchor.index]?.start ?? 0;
    const target = Math.max(0, start - anchor.top);
    if (Math.abs(target - scrollTop) < 1) return;
    if (scrollTop <= TOP_PX) isHeldAtTop.current = true;
    virtualizer.scrollToOffset(target);
    const index = known.rows.findIndex(({ id }) => id === rows[anchor.index]?.id);
    const ids = newAbove({ rows: known.rows, index }, { rows, index: anchor.index });
    if (ids.length > 0) setFresh((some) => new Set([...some, ...ids]));
  });

  const toTop = useCallback(() => {
    isHeldAtTop.current = false;
    setFresh(NONE);
    virtualizer.scrollToOffset(0);
  }, [virtualizer]);
  /** Whoever was at the top and only pointed at it is at the top again. */
  const letGo = (): void => {
    pointedAt.current = null;
    if (isHeldAtTop.current) toTop();
  };
  return {
    fresh,
    toTop,
    handlers: {
      onPointerOver: ({ target, pointerType }: PointerEvent) => {
        if (pointerType === 'mouse' && target instanceof Element)
          pointedAt.current = target.closest<HTMLElement>('[data-id]')?.dataset.id ?? null;
      },
      onPointerLeave: letGo,
      onWheel: () => {
        isHeldAtTop.current = false;
      },
      onScroll: () => {
        const { scrollElement } = virtualizer;
        if (scrollElement && scrollElement.scrollTop <= TOP_PX) setFresh(NONE);
      },
    },
  };
}

const shownRows = (virtualizer: ListVirtualizer, rows: readonly InboxRow[]): Before['shown'] =>
  virtualizer.getVirtualItems().flatMap(({ index, start, end }) => {
    const row = rows[index];
    return row ? [{ row, index, start, end }] : [];
  });
