import type { InboxCounts } from '@parley/protocol/api';
import { PanelLeftClose } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../ui/button.tsx';
import { cx } from '../../ui/class-names.ts';
import { AgentLinks } from './agent-links.tsx';
import type { ListRequest } from './list-address.ts';
import { useSavedViews } from './use-saved-views.ts';
import { BuiltInViewLinks, SavedViewLinks } from './view-links.tsx';

type ViewsColumnProps = {
  readonly request: ListRequest;
  readonly counts: InboxCounts | undefined;
  readonly onCollapse: () => void;
};

/** The views at the side of the list, where there is room for them. */
export function ViewsColumn({ request, counts, onCollapse }: ViewsColumnProps) {
  const { t } = useTranslation('list');
  const saved = useSavedViews();
  return (
    <nav
      aria-label={t('views.label')}
      className="hidden w-52 shrink-0 2xl:w-56 flex-col gap-4 overflow-y-auto border-line border-e bg-canvas px-2 py-3 xl:flex"
    >
      <Group
        title={t('views.title')}
        action={
          <IconButton icon={PanelLeftClose} label={t('views.hide')} onClick={onCollapse} className="rtl:-scale-x-100" />
        }
      >
        <BuiltInViewLinks request={request} counts={counts} views={saved} />
      </Group>
      {saved.length > 0 && (
        <Group title={t('saved.title')}>
          <SavedViewLinks request={request} counts={counts} views={saved} />
        </Group>
      )}
      <AgentLinks request={request}>{(links) => <Group title={t('agents.title')}>{links}</Group>}</AgentLinks>
    </nav>
  );
}

type GroupProps = { readonly title: string; readonly action?: ReactNode; readonly children: ReactNode };

function Group({ title, action, children }: GroupProps) {
  return (
    <section>
      <div className={cx('flex items-center justify-between ps-2.5', !action && 'pb-1')}>
        <h2 className="font-semibold text-soft text-xs">{title}</h2>
        {action}
      </div>
      {children}
    </section>
  );
}
