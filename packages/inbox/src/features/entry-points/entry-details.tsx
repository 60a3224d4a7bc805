import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ChevronLeft } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useInbox, useMay } from '../../session/inbox-session.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { type Fact, Facts } from '../../ui/facts.tsx';
import { Instant } from '../../ui/instant.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { ArchiveButton } from './archive-button.tsx';
import { EntryForm } from './entry-form.tsx';
import type { EntryKind, EntryPoint } from './entry-point.ts';
import { PairsForm } from './pairs-form.tsx';
import { QrPicture } from './qr-picture.tsx';
import { ScanList } from './scan-list.tsx';
import { StateBadge } from './state-badge.tsx';
import { entryQuery } from './use-entry.ts';

/** One entry point: its link and picture, where it leads, what goes along, and who came through it. */
export function EntryDetails({ kind, id }: { readonly kind: EntryKind; readonly id: string }) {
  const { t } = useTranslation('entry-points');
  const { client } = useInbox();
  const { data: entry } = useSuspenseQuery(entryQuery(client, kind, id));
  const mayManage = useMay('entry_points.manage') && entry.state !== 'archived';
  return (
    <Page title={entry.name} actions={mayManage && <ArchiveButton entry={entry} />}>
      <Link
        to="/$workspace/settings/entry-points/$kind"
        params={{ workspace: client.workspaceId, kind }}
        className="-order-1 flex items-center gap-1 no-underline"
      >
        <ChevronLeft aria-hidden className="size-4 rtl:rotate-180" />
        {t(`kinds.${kind}`)}
      </Link>
      {entry.state === 'unconfigured' && <Notice tone="fair">{t('unconfiguredText')}</Notice>}
      {entry.state === 'archived' && <Notice>{t('archivedText')}</Notice>}
      <Card>
        <div className="flex flex-col gap-6 sm:flex-row-reverse">
          {kind === 'qr-codes' && <QrPicture entry={entry} />}
          <div className="flex min-w-0 flex-1 flex-col gap-4">
            <ScanLink label={t('link')} url={entry.url} />
            {entry.digitalLink !== null && <ScanLink label={t('digitalLink')} url={entry.digitalLink} />}
            <Facts facts={useFacts(entry)} />
          </div>
        </div>
      </Card>
      {mayManage && <EntryForm entry={entry} />}
      <PairsForm entry={entry} of="properties" mayManage={mayManage} />
      {entry.destination.type !== 'chatbot' && <PairsForm entry={entry} of="urlParams" mayManage={mayManage} />}
      <ScanList entry={entry} />
    </Page>
  );
}

function ScanLink({ label, url }: { readonly label: string; readonly url: string }) {
  const { t } = useTranslation('entry-points');
  return (
    <div>
      <p className="text-soft text-sm">{label}</p>
      <div className="flex items-center gap-1">
        <a href={url} target="_blank" rel="noreferrer" dir="ltr" className="min-w-0 break-all">
          {url}
        </a>
        <CopyButton isIconOnly text={url} label={t('copyLink')} />
      </div>
    </div>
  );
}

function useFacts(entry: EntryPoint): readonly Fact[] {
  const { t } = useTranslation('entry-points');
  const { destination, mark, scans, lastScannedAt, createdAt, state } = entry;
  return [
    { label: t('state'), value: <StateBadge state={state} /> },
    { label: t('destination'), value: <bdi>{destination.chatbot?.name ?? destination.url ?? t('nowhere')}</bdi> },
    ...(mark === null ? [] : [{ label: t(`marks.${entry.kind}`), value: <bdi>{mark}</bdi> }]),
    { label: t('scans'), value: t('scanCount', { count: scans }) },
    { label: t('lastScan'), value: lastScannedAt ? <Instant at={lastScannedAt} /> : t('never') },
    { label: t('created'), value: <Instant at={createdAt} /> },
  ];
}
