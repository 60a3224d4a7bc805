import type { InboxMessage } from '@parley/protocol/api';
import { Braces, Check, CheckCheck, CircleHelp, ShieldCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Ago } from '../../../ui/ago.tsx';
import { cx } from '../../../ui/class-names.ts';
import { KeyValues } from '../../../ui/key-values.tsx';
import { Popover } from '../../../ui/popover.tsx';
import { useTimeline } from '../timeline/timeline-context.tsx';

type FooterProps = { readonly entry: InboxMessage; readonly isOurs: boolean };

const SMALL = 'inline-flex min-h-6 items-center gap-1 rounded-sm px-1 hover:bg-hover hover:text-ink';

/** When it was said, whether it arrived, and what else is known of it. */
export function MessageFooter({ entry, isOurs }: FooterProps) {
  const { t } = useTranslation('conversation');
  const { openInsights } = useTimeline();
  const { ord, client_metadata: data } = entry;
  return (
    <p className={cx('flex flex-wrap items-center gap-x-2 text-soft text-xs', isOurs && 'justify-end')}>
      <Ago at={entry.message.created_at} />
      {isOurs && <SeenState isSeen={entry.is_seen} />}
      {entry.message.metadata?.verified === true && (
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
      {data && Object.keys(data).length > 0 && (
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

function SeenState({ isSeen }: { readonly isSeen: boolean | null }) {
  const { t } = useTranslation('conversation');
  if (isSeen === null) return null;
  const Icon = isSeen ? CheckCheck : Check;
  return (
    <span className={cx('inline-flex items-center gap-1', isSeen && 'text-accent')}>
      <Icon aria-hidden className="size-3.5" />
      {t(isSeen ? 'seen' : 'sent')}
    </span>
  );
}
