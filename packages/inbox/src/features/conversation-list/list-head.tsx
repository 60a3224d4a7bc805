import type { InboxCounts, InboxRow } from '@parley/protocol/api';
import { Download } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../ui/button.tsx';
import { FilterChips } from './filter-chips.tsx';
import { type FilterPage, FilterPopover } from './filter-popover.tsx';
import { isFiltered, isSameRequest, type ListRequest, withFilter } from './list-address.ts';
import { ListSettings } from './list-settings.tsx';
import { SearchBox } from './search-box.tsx';
import { requestOf, useSavedViews } from './use-saved-views.ts';
import { ViewsMenu } from './views-menu.tsx';

const SaveViewDialog = lazy(async () => ({ default: (await import('./save-view-dialog.tsx')).SaveViewDialog }));

type ListHeadProps = {
  readonly request: ListRequest;
  readonly counts: InboxCounts | undefined;
  readonly rows: readonly InboxRow[];
  readonly onChange: (request: ListRequest) => void;
  readonly onShowViews: (() => void) | undefined;
  readonly onExport: (() => void) | undefined;
};

/** What the list shows and what narrows it. */
export function ListHead({ request, counts, rows, onChange, onShowViews, onExport }: ListHeadProps) {
  const { t } = useTranslation('list');
  const [page, setPage] = useState<FilterPage>(null);
  const [isSaving, setIsSaving] = useState(false);
  const isSaved = useSavedViews().some((view) => isSameRequest(requestOf(view), request));
  const { q = '' } = request.filter;
  return (
    <header className="shrink-0">
      <div className="flex items-center gap-1 px-3 pt-2">
        <ViewsMenu request={request} counts={counts} hasColumn={onShowViews === undefined} />
        {onExport && <IconButton icon={Download} label={t('export')} onClick={onExport} />}
        <ListSettings hasAnalyses={rows.some(({ analysis }) => analysis !== null)} onShowViews={onShowViews} />
      </div>
      <div className="flex items-center gap-1 px-3 py-2">
        <SearchBox
          query={typeof q === 'string' ? q : q.join(' ')}
          onSearch={(words) => onChange(withFilter(request, { q: words }))}
        />
        <FilterPopover {...{ request, rows, onChange }} shown={page} onShow={setPage} />
      </div>
      <FilterChips
        {...{ request, rows, onChange }}
        onEdit={setPage}
        onSave={isSaved || !isFiltered(request) ? undefined : () => setIsSaving(true)}
      />
      {isSaving && (
        <Suspense>
          <SaveViewDialog request={request} onClose={() => setIsSaving(false)} />
        </Suspense>
      )}
    </header>
  );
}
