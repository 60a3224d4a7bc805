import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown } from 'lucide-react';
import { type RefObject, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { LiveRow, type LiveWords } from './live-row.tsx';
import type { TimelineItem } from './timeline-items.ts';
import { TimelineRow } from './timeline-row.tsx';

type TimelineProps = {
  readonly items: readonly TimelineItem[];
  /** What the agent is saying and who types, below all that was said. */
  readonly live: LiveWords;
  /** Asks for the page of older messages. */
  readonly onOlder: () => Promise<void>;
};

/** How far from the end still counts as being there, in pixels. */
const NEAR_END = 80;
/** A page of older messages is asked for so many rows before the reader meets the end of what is there. */
const AHEAD = 8;

/** What was said, oldest first; only the rows near the reader's place are in the page, however many there are. */
export function Timeline({ items, live, onOlder }: TimelineProps) {
  const { t } = useTranslation('conversation');
  const frame = useRef<HTMLElement>(null);
  const [leftAt, setLeftAt] = useState<string | null>(null);
  const last = items.at(-1)?.key ?? '';
  const virtualizer = useVirtualizer({
    count: items.length + 1,
    getScrollElement: () => frame.current,
    // What is live goes on below what was said last: with another key, so that the reader at the end is taken along.
    getItemKey: (at) => items[at]?.key ?? `live ${last}`,
    estimateSize: (at) => ESTIMATES[items[at]?.kind ?? 'live'],
    overscan: 8,
    paddingStart: 16,
    paddingEnd: 8,
    anchorTo: 'end',
    followOnAppend: true,
    scrollEndThreshold: NEAR_END,
  });
  const toEnd = (): void => {
    virtualizer.scrollToEnd();
    setLeftAt(null);
  };
  useLayoutEffect(() => virtualizer.scrollToEnd(), [virtualizer]);
  useResized(frame, () => leftAt === null && virtualizer.scrollToEnd());
  const rows = virtualizer.getVirtualItems();
  const isNearStart = items[0]?.kind === 'older' && (rows[0]?.index ?? AHEAD) < AHEAD;
  useOlder(isNearStart, items.length, onOlder);
  const notePlace = (): void => setLeftAt((before) => (virtualizer.isAtEnd(NEAR_END) ? null : (before ?? last)));
  return (
    <div className="relative min-h-0 flex-1">
      <section
        ref={frame}
        aria-label={t('timeline')}
        onScroll={notePlace}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
        tabIndex={0}
        className="h-full overflow-y-auto overflow-x-hidden [overflow-anchor:none]"
      >
        <div className="relative mx-auto w-full max-w-3xl" style={{ height: virtualizer.getTotalSize() }}>
          {rows.map(({ index, key, start }) => {
            const item = items[index];
            return (
              <div
                key={key}
                ref={virtualizer.measureElement}
                data-index={index}
                className="absolute inset-x-0 top-0 px-4"
                style={{ transform: `translateY(${start}px)` }}
              >
                {item ? <TimelineRow item={item} /> : <LiveRow live={live} />}
              </div>
            );
          })}
        </div>
      </section>
      {leftAt !== null && (
        <Button
          icon={ArrowDown}
          onClick={toEnd}
          className="absolute start-1/2 bottom-3 -translate-x-1/2 rounded-full shadow-raised rtl:translate-x-1/2"
        >
          {t(leftAt === last ? 'toLatest' : 'newBelow')}
        </Button>
      )}
    </div>
  );
}

const ESTIMATES: Readonly<Record<TimelineItem['kind'] | 'live', number>> = {
  older: 44,
  day: 44,
  message: 96,
  marker: 36,
  note: 96,
  pending: 80,
  live: 4,
};

/** Hears that the frame has another height: what stands below it grows with what is written, and with what must be said. */
function useResized(frame: RefObject<HTMLElement | null>, hear: () => void): void {
  const heard = useEffectEvent(hear);
  useEffect(() => {
    if (!frame.current) return;
    const observer = new ResizeObserver(() => heard());
    observer.observe(frame.current);
    return () => observer.disconnect();
  }, [frame]);
}

/** Asks for older messages when the reader comes near to where those that are there begin. */
function useOlder(isNearStart: boolean, count: number, onOlder: () => Promise<void>): void {
  const ask = useRef(onOlder);
  ask.current = onOlder;
  // biome-ignore lint/correctness/useExhaustiveDependencies: with the page that came, the reader may be near the start again
  useEffect(() => {
    // Where it fails, the row at the start offers it again.
    if (isNearStart) ask.current().catch(() => undefined);
  }, [isNearStart, count]);
}
