import type { InboxMessage } from '@parley/protocol/api';
import { Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { textOf } from '../../../conversation-state/entry-of-event.ts';
import { deliveryOf, isTakenBack } from '../../../conversation-state/told-of-message.ts';
import { cx } from '../../../ui/class-names.ts';
import { Markdown } from '../../../ui/markdown/markdown.tsx';
import { SourceChips } from '../../../ui/source-chips.tsx';
import { clockTime } from '../timeline/between-rows.tsx';
import { useTimeline } from '../timeline/timeline-context.tsx';
import { Attachments } from './attachments.tsx';
import { AuthorLine, useAuthor } from './author-line.tsx';
import { Bubble, type Voice } from './bubble.tsx';
import { DeliveryProblem } from './delivery-problem.tsx';
import { Feedback } from './feedback.tsx';
import { MessageFooter } from './message-footer.tsx';

type MessageRowProps = { readonly entry: InboxMessage; readonly isFirst: boolean };

/** One message: who, what, with which files, on which evidence, and what became of it. */
export function MessageRow({ entry, isFirst }: MessageRowProps) {
  const { t, i18n } = useTranslation('conversation');
  const { openSource } = useTimeline();
  const author = useAuthor(entry.author);
  const voice = voiceOf(entry);
  const text = textOf(entry);
  const isOurs = voice !== 'visitor';
  const delivery = isOurs ? deliveryOf(entry.message) : null;
  return (
    <article
      aria-label={`${author.name}, ${clockTime(entry.message.created_at, i18n.language)}`}
      className={cx('group flex flex-col gap-1 pb-2', isFirst && 'pt-2', isOurs ? 'ps-10 sm:ps-20' : 'pe-10 sm:pe-20')}
    >
      {isFirst && <AuthorLine author={author} isOurs={isOurs} />}
      <div className={cx('flex min-w-0 flex-col gap-1', isOurs ? 'me-9 items-end' : 'ms-9 items-start')}>
        <Bubble by={voice}>
          {isTakenBack(entry.message) ? <TakenBack /> : text !== '' && <Markdown text={text} />}
          <Attachments files={entry.attachments} />
          <SourceChips label={t('sources')} sources={entry.sources} onOpen={openSource} />
        </Bubble>
        {entry.feedback && <Feedback feedback={entry.feedback} />}
        <MessageFooter entry={entry} isOurs={isOurs} />
        {delivery && 'reason' in delivery && (
          <DeliveryProblem delivery={delivery} message={entry.message} isAgents={voice === 'agent'} />
        )}
      </div>
    </article>
  );
}

function TakenBack() {
  const { t } = useTranslation('conversation');
  return (
    <p className="flex items-center gap-1.5 text-soft italic">
      <Undo2 aria-hidden className="size-4 shrink-0" />
      {t('takenBack')}
    </p>
  );
}

function voiceOf({ author }: InboxMessage): Voice {
  if (author.type === 'visitor') return 'visitor';
  return author.type === 'ai_assistant' ? 'agent' : 'person';
}
