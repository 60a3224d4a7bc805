import type { InboxMessage } from '@parley/protocol/api';
import { useTranslation } from 'react-i18next';
import { textOf } from '../../../conversation-state/entry-of-event.ts';
import { useTimeline } from './timeline-context.tsx';

/** Above the first message that is there, while older ones are on their way. */
export function OlderRow() {
  const { t } = useTranslation('conversation');
  const { loadOlder } = useTimeline();
  return (
    <p className="pb-3 text-center">
      <button
        type="button"
        onClick={() => void loadOlder()}
        className="rounded-md px-3 py-1.5 text-soft hover:bg-hover hover:text-ink"
      >
        {t('older')}
      </button>
    </p>
  );
}

/** Between the days. */
export function DayRow({ at }: { readonly at: string }) {
  const { t, i18n } = useTranslation('conversation');
  return (
    <p className="flex items-center gap-3 py-2 text-soft text-xs before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
      {dayInWords(at, i18n.language, { today: t('today'), yesterday: t('yesterday') })}
    </p>
  );
}

function dayInWords(at: string, language: string, words: { readonly today: string; readonly yesterday: string }) {
  const date = new Date(at);
  const yesterday = new Date();
  yesterday.setDate(yesterday.getDate() - 1);
  if (date.toDateString() === new Date().toDateString()) return words.today;
  if (date.toDateString() === yesterday.toDateString()) return words.yesterday;
  return new Intl.DateTimeFormat(language, { dateStyle: 'full' }).format(date);
}

/** Something that happened between the messages and that the visitor is told too. */
export function MarkerRow({ entry }: { readonly entry: InboxMessage }) {
  const { t, i18n } = useTranslation('conversation');
  const code = String(entry.message.metadata?.marker ?? '');
  return (
    <p className="py-1.5 text-center text-soft text-sm">
      {/* A newer server may have markers that this screen has no words for: theirs are English. */}
      {i18n.exists(`conversation:markers.${code}`) ? t(`markers.${code}`) : textOf(entry)}
      <span className="text-xs"> · {clockTime(entry.message.created_at, i18n.language)}</span>
    </p>
  );
}

/** The time of day in the reader's words: `14:05`. */
export const clockTime = (at: string, language: string): string =>
  new Intl.DateTimeFormat(language, { timeStyle: 'short' }).format(new Date(at));
