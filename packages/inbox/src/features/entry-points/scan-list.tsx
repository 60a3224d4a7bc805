import { useTranslation } from 'react-i18next';
import { useInbox } from '../../session/inbox-session.tsx';
import { usePages } from '../../session/use-pages.ts';
import { Instant } from '../../ui/instant.tsx';
import { MoreButton } from '../../ui/more-button.tsx';
import { Card } from '../../ui/page.tsx';
import { Table } from '../../ui/table.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import type { EntryPoint } from './entry-point.ts';
import { readScans, type Scans } from './kinds.ts';
import { entriesKey } from './use-entry.ts';

type Scan = Scans['data'][number];

/** Who came through an entry point, the newest first. */
export function ScanList({ entry }: { readonly entry: EntryPoint }) {
  const { t } = useTranslation('entry-points');
  const { client } = useInbox();
  const { kind, id } = entry;
  const { rows, more, isFirst, isReading } = usePages<Scan>({
    queryKey: [...entriesKey(client, kind), id, 'scans'],
    read: (cursor) => readScans(client, { kind, id, cursor }),
  });
  return (
    <Card title={t('scans')}>
      {isFirst ? (
        <Waiting />
      ) : rows.length === 0 ? (
        <p className="text-soft">{t('noScans')}</p>
      ) : (
        <Table<Scan>
          label={t('scans')}
          rows={rows}
          keyOf={(scan) => scan.id}
          columns={[
            { key: 'at', title: t('scannedAt'), cell: ({ scanned_at }) => <Instant at={scanned_at} withSeconds /> },
            { key: 'to', title: t('ledTo'), cell: ({ destination }) => destination.url ?? t('destinations.chatbot') },
            { key: 'query', title: t('alongWith'), cell: ({ query_params }) => pairsInWords(query_params) },
            { key: 'with', title: t('with'), cell: ({ user_agent }) => <bdi>{user_agent ?? '–'}</bdi> },
          ]}
        />
      )}
      <MoreButton onMore={more} isBusy={isReading} />
    </Card>
  );
}

const pairsInWords = (values: Readonly<Record<string, string>>): string =>
  Object.entries(values)
    .map(([key, value]) => `${key}=${value}`)
    .join(', ') || '–';
