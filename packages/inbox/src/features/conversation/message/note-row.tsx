import type { ConversationNote } from '@parley/protocol/api';
import { Pin, StickyNote } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Ago } from '../../../ui/ago.tsx';
import { useTimeline } from '../timeline/timeline-context.tsx';

/** What the team noted for itself, at its time: no visitor ever sees it. */
export function NoteRow({ note }: { readonly note: ConversationNote }) {
  const { t } = useTranslation('conversation');
  const { person } = useTimeline();
  return (
    <article className="py-2" aria-label={t('note')}>
      <div className="flex flex-col gap-1 rounded-lg border border-note-ink/30 border-dashed bg-note px-3.5 py-2.5 text-note-ink">
        <p className="flex flex-wrap items-center gap-x-2 text-xs">
          <StickyNote aria-hidden className="size-3.5" />
          <strong className="font-semibold">{t('note')}</strong>
          <bdi>{person(note.author_id)?.name ?? t(note.author_id === null ? 'program' : 'somebody')}</bdi>
          <Ago at={note.created_at} />
          {note.pinned && (
            <span className="inline-flex items-center gap-1">
              <Pin aria-hidden className="size-3" />
              {t('pinned')}
            </span>
          )}
        </p>
        <p dir="auto" className="whitespace-pre-wrap break-words">
          {note.content}
        </p>
      </div>
    </article>
  );
}
