import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { instantInWords } from './instant.tsx';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

type AgoProps = {
  /** ISO 8601, as the server writes it. */
  readonly at: string;
  readonly className?: string;
};

/** How long ago, in words that go on by themselves; pointing at it tells the exact time. */
export function Ago({ at, className }: AgoProps) {
  const { i18n } = useTranslation();
  const now = useMinute();
  return (
    <time dateTime={at} title={instantInWords(at, i18n.language, true)} className={className}>
      {agoInWords(new Date(at).getTime(), now, i18n.language)}
    </time>
  );
}

/** `now`, `5 min ago`, `3 hr ago`, `4 days ago`; the day itself where it is longer ago than a week. */
export function agoInWords(at: number, now: number, language: string): string {
  const age = Math.max(0, now - at);
  if (age >= 7 * DAY) return new Intl.DateTimeFormat(language, { dateStyle: 'medium' }).format(at);
  const words = new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' });
  if (age < MINUTE) return words.format(0, 'second');
  if (age < HOUR) return words.format(-Math.floor(age / MINUTE), 'minute');
  if (age < DAY) return words.format(-Math.floor(age / HOUR), 'hour');
  return words.format(-Math.floor(age / DAY), 'day');
}

let minute = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

/** The time, as of the last full half minute: one clock for the whole page. */
export function useMinute(): number {
  return useSyncExternalStore(subscribe, () => minute);
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    minute = Date.now();
    timer = setInterval(() => {
      minute = Date.now();
      for (const each of listeners) each();
    }, MINUTE / 2);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) clearInterval(timer);
  };
}
