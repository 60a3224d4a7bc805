import { ScrollText } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useInbox } from '../../session/inbox-session.tsx';
import { usePages } from '../../session/use-pages.ts';
import { Empty } from '../../ui/empty.tsx';
import { MoreButton } from '../../ui/more-button.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import { actionsOf } from './actions.ts';
import { AuditFilters } from './audit-filters.tsx';
import { AuditRow } from './audit-row.tsx';
import { type AuditSearch, boundsOf } from './audit-search.ts';

type AuditLogProps = {
  readonly search: AuditSearch;
  readonly onSearch: (search: AuditSearch) => void;
};

/** Who did what, when and from where; the newest first. */
export function AuditLog({ search, onSearch }: AuditLogProps) {
  const { t } = useTranslation('audit-log');
  const { client } = useInbox();
  const { rows, more, isFirst, isReading } = usePages({
    queryKey: ['audit-log', client.workspaceId, search],
    read: (cursor) => {
      const { actor, target, topic } = search;
      const action = topic && actionsOf(topic).join(',');
      const asked = { actor, target, action, cursor, ...boundsOf(search) };
      return client.call('list-audit-log', { query: withoutGaps(asked) });
    },
  });
  return (
    <Page title={t('title')} text={t('text')}>
      <AuditFilters search={search} onSearch={onSearch} />
      <Card>
        {isFirst ? (
          <Waiting />
        ) : rows.length === 0 ? (
          <Empty icon={ScrollText} title={t('none')} text={t('noneText')} />
        ) : (
          <ol className="divide-y divide-line" aria-busy={isReading}>
            {rows.map((entry) => (
              <AuditRow key={entry.id} entry={entry} onSearch={onSearch} />
            ))}
          </ol>
        )}
        <MoreButton onMore={more} isBusy={isReading} />
      </Card>
    </Page>
  );
}

type Given<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };

// `Object.fromEntries` forgets the names.
const withoutGaps = <T extends object>(values: T): Given<T> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Given<T>;
