import { CircleAlert, Clock3, Paperclip } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { PendingMessage } from '../../../conversation-state/pending-message.ts';
import { Button } from '../../../ui/button.tsx';
import { Markdown } from '../../../ui/markdown/markdown.tsx';
import { useTimeline } from '../timeline/timeline-context.tsx';
import { Bubble } from './bubble.tsx';

/** A reply that is on its way, or did not get through: nothing of it is lost. */
export function PendingRow({ message }: { readonly message: PendingMessage }) {
  const { t } = useTranslation('conversation');
  const { pending } = useTimeline();
  const { state, text, files, key } = message;
  return (
    <div className="flex flex-col gap-1 ps-10 pb-2 sm:ps-20">
      <div className="me-9 flex min-w-0 flex-col items-end gap-1">
        <Bubble by="person" isProvisional>
          {text !== '' && <Markdown text={text} />}
          {files.map(({ id, name }) => (
            <p key={id} className="flex items-center gap-2 text-sm">
              <Paperclip aria-hidden className="size-3.5" />
              <bdi>{name}</bdi>
            </p>
          ))}
        </Bubble>
        {state.is === 'sending' ? (
          <p className="flex items-center gap-1 text-soft text-xs">
            <Clock3 aria-hidden className="size-3.5" />
            {t('sending')}
          </p>
        ) : (
          <div role="alert" className="flex flex-wrap items-center justify-end gap-2 text-sm">
            <span className="flex items-center gap-1.5 text-bad">
              <CircleAlert aria-hidden className="size-4 shrink-0" />
              {state.problem || t('notSent')}
            </span>
            <Button onClick={() => pending.takeBack(key)}>{t('takeBack')}</Button>
            <Button kind="primary" onClick={() => pending.retry(key)}>
              {t(state.is === 'overtaken' ? 'sendAnyway' : 'sendAgain')}
            </Button>
          </div>
        )}
      </div>
    </div>
  );
}
