import { Link } from '@tanstack/react-router';
import { Plus, QrCode as QrIcon } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useInbox, useMay } from '../../session/inbox-session.tsx';
import { usePages } from '../../session/use-pages.ts';
import { Ago } from '../../ui/ago.tsx';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { SelectField } from '../../ui/field.tsx';
import { MoreButton } from '../../ui/more-button.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import { CreateEntryDialog } from './create-entry-dialog.tsx';
import { ENTRY_KINDS, type EntryKind, type EntryPoint, type EntryState } from './entry-point.ts';
import { KINDS } from './kinds.ts';
import { StateBadge } from './state-badge.tsx';
import { entriesKey } from './use-entry.ts';

/** The doors through which visitors come: codes, products and things, each kind on a tab of its own. */
export function EntryPoints({ kind }: { readonly kind: EntryKind }) {
  const { t } = useTranslation('entry-points');
  const mayManage = useMay('entry_points.manage');
  const [isCreating, setIsCreating] = useState(false);
  return (
    <Page
      title={t('title')}
      text={t('text')}
      actions={
        mayManage && (
          <Button kind="primary" icon={Plus} onClick={() => setIsCreating(true)}>
            {t(`create.${kind}`)}
          </Button>
        )
      }
    >
      <KindTabs />
      <EntryList key={kind} kind={kind} />
      {isCreating && <CreateEntryDialog kind={kind} onClose={() => setIsCreating(false)} />}
    </Page>
  );
}

function KindTabs() {
  const { t } = useTranslation('entry-points');
  const { client } = useInbox();
  return (
    <nav aria-label={t('kindsLabel')} className="flex gap-1 overflow-x-auto border-line border-b">
      {ENTRY_KINDS.map((kind) => (
        <Link
          key={kind}
          to="/$workspace/settings/entry-points/$kind"
          params={{ workspace: client.workspaceId, kind }}
          className="-mb-px whitespace-nowrap border-transparent border-b-2 px-3 py-2 text-soft no-underline hover:text-ink data-[status=active]:border-accent data-[status=active]:font-medium data-[status=active]:text-accent"
        >
          {t(`kinds.${kind}`)}
        </Link>
      ))}
    </nav>
  );
}

function EntryList({ kind }: { readonly kind: EntryKind }) {
  const { t } = useTranslation('entry-points');
  const { client } = useInbox();
  const [state, setState] = useState<EntryState | null>(null);
  const { states, list } = KINDS[kind];
  const { rows, more, isFirst, isReading } = usePages({
    queryKey: [...entriesKey(client, kind), 'list', state],
    read: (page) => list(client, { state, page: Number(page ?? 1) }),
  });
  return (
    <Card
      title={t(`kinds.${kind}`)}
      text={t(`kindTexts.${kind}`)}
      actions={
        <SelectField
          label={t('stateFilter')}
          isLabelHidden
          value={state ?? ''}
          options={[
            { value: '', label: t('allStates') },
            ...states.map((value) => ({ value, label: t(`states.${value}`) })),
          ]}
          onChange={(value) => setState(states.find((each) => each === value) ?? null)}
        />
      }
    >
      {isFirst ? (
        <Waiting />
      ) : rows.length === 0 ? (
        <Empty icon={QrIcon} title={t('none')} text={t(state ? 'noneSo' : `noneTexts.${kind}`)} />
      ) : (
        <ul className="divide-y divide-line" aria-busy={isReading}>
          {rows.map((entry) => (
            <EntryRow key={entry.id} entry={entry} />
          ))}
        </ul>
      )}
      <MoreButton onMore={more} isBusy={isReading} />
    </Card>
  );
}

function EntryRow({ entry }: { readonly entry: EntryPoint }) {
  const { t } = useTranslation('entry-points');
  const { client } = useInbox();
  const { kind, id, name, mark, destination, state, scans, lastScannedAt } = entry;
  const params = { workspace: client.workspaceId, kind, entry: id };
  return (
    <li>
      <Link
        to="/$workspace/settings/entry-points/$kind/$entry"
        params={params}
        className="-mx-2 flex flex-wrap items-center gap-x-4 gap-y-1 rounded-md px-2 py-2.5 text-ink no-underline hover:bg-hover"
      >
        <span className="min-w-48 flex-1">
          <bdi className="block truncate font-medium">{name}</bdi>
          <span className="block truncate text-soft text-sm">
            {mark !== null && <bdi>{mark} · </bdi>}
            <bdi>{destination.chatbot?.name ?? destination.url ?? t('nowhere')}</bdi>
          </span>
        </span>
        <StateBadge state={state} />
        <span className="text-sm sm:w-32 sm:text-end">
          <span className="block tabular-nums">{t('scanCount', { count: scans })}</span>
          {lastScannedAt && (
            <span className="block text-soft">
              <Ago at={lastScannedAt} />
            </span>
          )}
        </span>
      </Link>
    </li>
  );
}
