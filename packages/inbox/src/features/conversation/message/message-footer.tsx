import type { InboxMessage } from '@parley/protocol/api';
import { Braces, CircleHelp, LayoutTemplate, PenLine, ShieldCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { deliveryOf, editedAtOf, isTakenBack, templateNameOf } from '../../../conversation-state/told-of-message.ts';
import { Ago } from '../../../ui/ago.tsx';
import { cx } from '../../../ui/class-names.ts';
import { instantInWords } from '../../../ui/instant.tsx';
import { KeyValues } from '../../../ui/key-values.tsx';
import { Popover } from '../../../ui/popover.tsx';
import { useTimeline } from '../timeline/timeline-context.tsx';
import { Arrival, arrivalOf } from './delivery-state.tsx';

type FooterProps = { readonly entry: InboxMessage; readonly isOurs: boolean };

const SMALL = 'inline-flex min-h-6 items-center gap-1 rounded-sm px-1 hover:bg-hover hover:text-ink';

/** When it was said, whether it arrived, and what else is known of it. */
export function MessageFooter({ entry, isOurs }: FooterProps) {
  const { t } = useTranslation('conversation');
  const { openInsights } = useTimeline();
  const { ord, message, client_metadata: data } = entry;
  const arrival = isOurs ? arrivalOf(deliveryOf(message), entry.is_seen) : null;
  const template = isOurs ? templateNameOf(message) : null;
  const editedAt = isTakenBack(message) ? null : editedAtOf(message);
  return (
    <p className={cx('flex flex-wrap items-center gap-x-2 text-soft text-xs', isOurs && 'justify-end')}>
      <Ago at={message.created_at} />
      {editedAt && <Edited at={editedAt} />}
      {arrival && <Arrival words={arrival} />}
      {template && (
        <span className="inline-flex min-w-0 items-center gap-1">
          <LayoutTemplate aria-hidden className="size-3.5 shrink-0" />
          <span className="sr-only">{t('template')}</span>
          <bdi className="truncate">{template}</bdi>
        </span>
      )}
      {message.metadata?.verified === true && (
        <span className="inline-flex items-center gap-1">
          <ShieldCheck aria-hidden className="size-3.5" />
          {t('verified')}
        </span>
      )}
      {entry.has_insights && ord !== null && (
        <button type="button" onClick={() => openInsights(ord)} className={SMALL}>
          <CircleHelp aria-hidden className="size-3.5" />
          {t('why')}
        </button>
      )}
      {data && !template && Object.keys(data).length > 0 && (
        <Popover
          label={t('clientMetadata')}
          trigger={
            <button type="button" className={SMALL}>
              <Braces aria-hidden className="size-3.5" />
              {t('data')}
            </button>
          }
        >
          <p className="font-semibold">{t('clientMetadata')}</p>
          <KeyValues values={data} />
        </Popover>
      )}
    </p>
  );
}

function Edited({ at }: { readonly at: string }) {
  const { t, i18n } = useTranslation('conversation');
  return (
    <span className="inline-flex items-center gap-1" title={instantInWords(at, i18n.language)}>
      <PenLine aria-hidden className="size-3" />
      {t('edited')}
    </span>
  );
}
