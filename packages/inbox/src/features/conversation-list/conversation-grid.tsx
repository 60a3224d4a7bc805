import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import { ArrowUp } from 'lucide-react';
import { type KeyboardEvent, useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { targetOf } from './grid-keys.ts';
import { GridRow } from './grid-row.tsx';
import type { ListRequest } from './list-address.ts';
import { MoreRow } from './more-row.tsx';
import type { RowSetting } from './row-setting.ts';
import type { Selection } from './selection.ts';
import type { Conversations } from './use-conversations.ts';
import { useKeptPlace } from './use-kept-place.ts';

type ConversationGridProps = {
  readonly list: Conversations;
  readonly request: ListRequest;
  /** How many there are in all; null where that is not known. */
  readonly total: number | null;
  readonly openId: string | null;
  readonly selection: Selection;
  readonly isChoosing: boolean;
  readonly setting: RowSetting;
  readonly cursor: GridCursor;
};

/** The row that keys act on. */
export type GridCursor = {
  /** -1 where there is none. */
  readonly index: number;
  readonly put: (id: string, index: number) => void;
  /** Changes with each wish that its row has the focus. */
  readonly focusWish: number;
  readonly moveTo: (index: number) => void;
  readonly open: () => void;
  readonly choose: () => void;
};

/** A row with one line of badges, in pixels: most are so. */
const ROW_PX = 88;
/** Rows before the end at which the next page is asked for. */
const AHEAD = 20;

/** The conversations, of which only those in sight are there. */
export function ConversationGrid({ list, request, total, cursor, ...rest }: ConversationGridProps) {
  const { t } = useTranslation('list');
  const { rows, hasMore } = list;
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer<HTMLDivElement, HTMLDivElement>({
    count: rows.length + (hasMore ? 1 : 0),
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 8,
    getItemKey: useCallback((index: number) => rows[index]?.id ?? 'more', [rows]),
    // The row of the cursor stays there, and with it the focus.
    rangeExtractor: useCallback(
      (range: Range) => withIndex(defaultRangeExtractor(range), cursor.index),
      [cursor.index],
    ),
    directDomUpdates: true,
  });
  const { fresh, toTop, handlers } = useKeptPlace(virtualizer, rows, request);
  useFocus({ virtualizer, scroller, ...cursor });
  useNextPage(list, virtualizer.range?.endIndex ?? 0);
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <Fresh count={fresh.size} onShow={toTop} />
      {/* biome-ignore lint/a11y/useSemanticElements: rows out of sight are not there, so that there is no table */}
      <div
        ref={scroller}
        data-of-list
        role="grid"
        tabIndex={-1}
        aria-label={t('label')}
        aria-rowcount={total ?? (hasMore ? -1 : rows.length)}
        aria-multiselectable={rest.setting.isChoosable}
        onKeyDown={(event) => hear(event, { list, cursor, height: event.currentTarget.clientHeight })}
        {...handlers}
        className="min-h-0 flex-1 select-none overflow-y-auto [overflow-anchor:none]"
      >
        {/* biome-ignore lint/a11y/useSemanticElements: as above */}
        <div role="rowgroup" ref={virtualizer.containerRef} className="relative w-full">
          {virtualizer.getVirtualItems().map(({ key, index }) => {
            const row = rows[index];
            if (!row) return <MoreRow key={key} index={index} measure={virtualizer.measureElement} list={list} />;
            return (
              <GridRow
                key={key}
                {...{ row, index }}
                measure={virtualizer.measureElement}
                isOpen={row.id === rest.openId}
                isInTabOrder={index === Math.max(0, cursor.index)}
                isChosen={rest.selection.ids.has(row.id)}
                isChoosing={rest.isChoosing}
                setting={rest.setting}
                onFocus={cursor.put}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

type FreshProps = { readonly count: number; readonly onShow: () => void };

/** How many have come above what is being read. */
function Fresh({ count, onShow }: FreshProps) {
  const { t } = useTranslation('list');
  return (
    <div role="status" className="absolute inset-x-0 top-2 z-10 flex justify-center">
      {count > 0 && (
        <Button kind="primary" icon={ArrowUp} onClick={onShow} className="rounded-full shadow-raised">
          {t('fresh', { count })}
        </Button>
      )}
    </div>
  );
}

type HearInput = { readonly list: Conversations; readonly cursor: GridCursor; readonly height: number };

function hear(event: KeyboardEvent, { list, cursor, height }: HearInput): void {
  if (event.target instanceof HTMLButtonElement) return;
  const inSight = Math.floor(height / ROW_PX);
  const to = targetOf(event, { index: cursor.index, last: list.rows.length - 1, inSight });
  const act =
    event.key === 'Enter'
      ? cursor.open
      : event.key === ' '
        ? cursor.choose
        : to === null
          ? null
          : () => cursor.moveTo(to);
  if (!act || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  act();
}

/** Asks for the next page before its place comes into sight; a refusal waits until it is asked for again. */
function useNextPage({ rows, hasMore, isFetchingNextPage, error, readOn }: Conversations, lastShown: number): void {
  const isDue = hasMore && !isFetchingNextPage && !error && lastShown >= rows.length - AHEAD;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each end that comes near
  useEffect(() => {
    if (isDue) readOn();
  }, [isDue, rows.length]);
}

type FocusInput = Pick<GridCursor, 'index' | 'focusWish'> & {
  readonly virtualizer: { scrollToIndex(index: number, options: { readonly align: 'auto' }): void };
  readonly scroller: { readonly current: HTMLDivElement | null };
};

/** Brings the row of the cursor into sight and gives it the focus; and again to its successor when it leaves the list. */
function useFocus({ virtualizer, scroller, index, focusWish }: FocusInput): void {
  const done = useRef(0);
  const hadFocus = useRef(false);
  useLayoutEffect(() => {
    const grid = scroller.current;
    const isLost = hadFocus.current && document.activeElement === document.body;
    if (grid && index >= 0 && (focusWish !== done.current || isLost)) {
      done.current = focusWish;
      virtualizer.scrollToIndex(index, { align: 'auto' });
      grid.querySelector<HTMLElement>(`[data-index="${index}"]`)?.focus({ preventScroll: true });
    }
    hadFocus.current = grid?.contains(document.activeElement) ?? false;
  });
}

const withIndex = (indexes: number[], index: number): number[] =>
  index < 0 || indexes.includes(index) ? indexes : [...indexes, index].sort((one, other) => one - other);
