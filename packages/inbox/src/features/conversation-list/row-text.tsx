import type { InboxHit, InboxRow } from '@parley/protocol/api';
import { useTranslation } from 'react-i18next';
import { cx } from '../../ui/class-names.ts';
import { Highlight } from '../../ui/highlight.tsx';

/** What was said last; in a search where its words were found. */
export function RowText({ row }: { readonly row: InboxRow }) {
  const { t } = useTranslation('list');
  if (row.hits && row.hits.length > 0) return <Hits hits={row.hits} />;
  const before =
    row.last_message_author === 'visitor' || row.last_message_author === null ? null : row.last_message_author;
  return (
    <span className={cx('flex min-w-0 flex-1 gap-1', row.unread ? 'text-ink' : 'text-soft')}>
      {before && <span className="shrink-0 text-soft">{t(`row.by.${before}`)}</span>}
      <bdi className="min-w-0 truncate">{row.preview}</bdi>
    </span>
  );
}

function Hits({ hits }: { readonly hits: readonly InboxHit[] }) {
  const { t } = useTranslation('list');
  return (
    <span className="flex min-w-0 flex-1 flex-col text-soft">
      {hits.map((hit, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: hits have no ids, and change as a whole
        <span key={at} className="flex gap-1">
          {hit.in !== 'message' && <span className="shrink-0">{t(`row.hitIn.${hit.in}`)}:</span>}
          <bdi className="line-clamp-2 min-w-0 break-words">
            <Highlight text={hit.text} ranges={hit.ranges} />
          </bdi>
        </span>
      ))}
    </span>
  );
}
