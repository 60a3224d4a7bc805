import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Draft, ReplyNote, Typing } from './draft.tsx';
import { Icon } from './icon.tsx';
import { Late } from './late.tsx';
import { MessageBubble } from './message-bubble.tsx';
import { Offer, Starters } from './starters.tsx';
import { type Row, timelineOf } from './timeline.ts';
import { type Ui, useUi } from './ui.ts';

/** The conversation. It stays at its end while one is there, and where one reads when one has scrolled up. */
export function MessageList() {
  const ui = useUi();
  const { state, config, seenSeq, t } = ui;
  const rows = timelineOf({ welcome: config.welcome, view: state.conversation, outbox: state.outbox, seenSeq });
  const sent = state.outbox.length;
  const isNew = state.conversation === null && sent === 0;
  const { list, content, place, toEnd } = useStickyEnd(sent, isNew);
  const lastOwn = rows.findLast((row) => row.kind === 'bubble' && row.author === 'visitor');
  const hasNews = place === 'news';
  return (
    <div class="list-frame">
      {/* Deltas would be read piece by piece: the live region reads each reply once instead. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it is scrolled with the keyboard */}
      <div class="list" ref={list} role="log" aria-live="off" aria-label={t('messages')} tabIndex={0}>
        <div class="rows" ref={content}>
          {rows.map((row) => (
            <RowOf key={row.key} row={row} isLastOwn={row === lastOwn} ui={ui} />
          ))}
          <Draft />
          <Typing />
          <ReplyNote />
          <Starters />
          <Offer />
          {config.rating && state.conversation && state.conversation.progress !== 'open' && (
            <Late of="extras">{({ EndRating }) => <EndRating />}</Late>
          )}
        </div>
      </div>
      {place !== 'end' && !isNew && (
        <button
          type="button"
          class="to-end"
          aria-label={hasNews ? undefined : t('toEnd')}
          title={t('toEnd')}
          onClick={toEnd}
        >
          <Icon name="down" />
          {hasNews && t('newMessages')}
        </button>
      )}
    </div>
  );
}

function RowOf({ row, isLastOwn, ui }: { readonly row: Row; readonly isLastOwn: boolean; readonly ui: Ui }) {
  switch (row.kind) {
    case 'day':
      return <p class="day">{ui.times.day(new Date(row.at), new Date())}</p>;
    case 'unread':
      return <p class="unread-line">{ui.t('newMessages')}</p>;
    case 'marker':
      return <p class="marker">{row.name ? ui.t('operatorJoined', { name: row.name }) : ui.t(row.code)}</p>;
    case 'bubble':
      return <MessageBubble bubble={row} isLastOwn={isLastOwn} />;
  }
}

const NEAR_PX = 60;
/** What stays in sight over the first line of a long reply. */
const ABOVE_PX = 12;

/** `news`: something came that was not in sight since. */
type Place = 'end' | 'away' | 'news';

/**
 * Keeps a list at its end, and a reply that is longer than it at its first line; before the first message at its top. `sent`
 * grows when the visitor writes, who then wants to see it.
 */
function useStickyEnd(sent: number, isNew: boolean) {
  const list = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const sticks = useRef(!isNew);
  const [place, setPlace] = useState<Place>('end');
  const toEnd = () => {
    sticks.current = true;
    if (list.current) list.current.scrollTop = list.current.scrollHeight;
  };
  useLayoutEffect(() => {
    if (sent > 0) toEnd();
  }, [sent]);
  useLayoutEffect(() => {
    const element = list.current;
    const rows = content.current;
    if (!element || !rows) return;
    let last = 0;
    let seen: HTMLElement | undefined;
    const lowest = () => element.scrollHeight - element.clientHeight;
    const newest = (kind: string) => [...rows.querySelectorAll<HTMLElement>(kind)].at(-1);
    const onScroll = () => {
      const isNear = lowest() - element.scrollTop < NEAR_PX;
      // Only a move upwards is the visitor's: what has grown since our own move is not.
      if (isNear) sticks.current = !isNew;
      else if (element.scrollTop < last) sticks.current = false;
      last = element.scrollTop;
      const reply = newest('article.theirs');
      if (reply && reply.offsetTop < last + element.clientHeight) seen = reply;
      setPlace(isNear || sticks.current ? 'end' : reply === seen ? 'away' : 'news');
    };
    const stick = () => {
      const before = element.scrollTop;
      const message = newest('.message');
      const top = message?.matches('.theirs') ? message.offsetTop - ABOVE_PX : lowest();
      toEnd();
      if (top >= lowest()) return;
      sticks.current = false;
      element.scrollTop = Math.max(before, top);
    };
    // Pictures, pieces of a reply and the keyboard of a phone all change heights: one observer follows them.
    const observer = new ResizeObserver(() => {
      if (sticks.current) stick();
      onScroll();
    });
    // What the visitor unfolds is not news.
    const onClick = ({ target }: Event) => {
      if (target instanceof Element && target.closest('.unfold')) sticks.current = false;
    };
    observer.observe(element);
    observer.observe(rows);
    element.addEventListener('scroll', onScroll, { passive: true });
    element.addEventListener('click', onClick);
    if (sticks.current) stick();
    return () => observer.disconnect();
  }, []);
  return { list, content, place, toEnd };
}
