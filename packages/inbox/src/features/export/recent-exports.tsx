import type { Export } from '@parley/protocol/api';
import { Download, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../../session/problem-of.ts';
import { memberName, useMembers } from '../../session/team.ts';
import { Ago } from '../../ui/ago.tsx';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { IconButton } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { sizeInWords } from '../../ui/size-in-words.ts';
import { isOnItsWay, shareOf } from './use-exports.ts';

type RecentExportsProps = {
  readonly exports: readonly Export[];
  readonly error: unknown;
  readonly isPending: boolean;
  readonly isCancelling: boolean;
  readonly onCancel: (id: string) => void;
};

/** The last exports, whoever asked for them: how far each has come, and the file once it is there. */
export function RecentExports({ exports, error, isPending, isCancelling, onCancel }: RecentExportsProps) {
  const { t } = useTranslation(['export', 'common']);
  return (
    <section className="border-line border-t pt-3">
      <h3 className="mb-1 font-semibold">{t('recent')}</h3>
      {error ? <Notice tone="bad">{problemOf(error)}</Notice> : null}
      {exports.length === 0 && !error && <p className="text-soft">{isPending ? t('common:waiting') : t('none')}</p>}
      <ul className="flex flex-col divide-y divide-line">
        {exports.map((each) => (
          <li key={each.id} className="flex items-center gap-3 py-2">
            <OneExport each={each} />
            {isOnItsWay(each) && (
              <IconButton icon={X} label={t('cancel')} disabled={isCancelling} onClick={() => onCancel(each.id)} />
            )}
            {each.download && (
              <a
                href={each.download.url}
                download
                className="inline-flex min-h-9 shrink-0 items-center gap-2 rounded-md px-3 font-medium hover:bg-hover"
              >
                <Download aria-hidden className="size-4" />
                {t('download')}
              </a>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

const TONES: Readonly<Record<Export['state'], Tone>> = {
  waiting: 'neutral',
  running: 'accent',
  done: 'good',
  failed: 'bad',
  cancelled: 'neutral',
  expired: 'neutral',
};

function OneExport({ each }: { readonly each: Export }) {
  const { t, i18n } = useTranslation('export');
  const members = useMembers();
  const by = members.find(({ user_id: id }) => id === each.created_by.id);
  const figures = new Intl.NumberFormat(i18n.language);
  const { rows_written: written, rows_total: total } = each;
  const progress =
    total === null
      ? null
      : t(isOnItsWay(each) ? 'written' : 'has', { written: figures.format(written), total: figures.format(total) });
  return (
    <div className="flex min-w-0 flex-1 flex-col gap-1">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="font-medium">{t(`formats.${each.format}`)}</span>
        <span className="text-soft">{t(`rowsOf.${each.rows}`)}</span>
        <Badge tone={TONES[each.state]}>{t(`states.${each.state}`)}</Badge>
      </p>
      {isOnItsWay(each) && <Bar share={shareOf(each)} label={t('progress')} />}
      <p className="text-soft text-sm">
        {[progress, each.bytes > 0 ? sizeInWords(each.bytes, i18n.language) : null, by ? memberName(by) : null]
          .filter((part) => part !== null)
          .map((part) => (
            <span key={part}>{part} · </span>
          ))}
        <Ago at={each.created_at} />
      </p>
      {each.error && <p className="text-bad text-sm">{each.error}</p>}
    </div>
  );
}

/** `share` from 0 to 1; null while that is not known. */
const Bar = ({ share, label }: { readonly share: number | null; readonly label: string }) => (
  <progress
    aria-label={label}
    max={1}
    {...(share === null ? {} : { value: share })}
    className="h-1.5 w-full accent-(--accent)"
  />
);
