import type { InboxCounts } from '@parley/protocol/api';
import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../../ui/class-names.ts';
import { Popover } from '../../ui/popover.tsx';
import { AgentLinks } from './agent-links.tsx';
import { isSameRequest, type ListRequest } from './list-address.ts';
import { requestOf, useSavedViews } from './use-saved-views.ts';
import { BuiltInViewLinks, SavedViewLinks } from './view-links.tsx';

type ViewsMenuProps = {
  readonly request: ListRequest;
  readonly counts: InboxCounts | undefined;
  /** The column stands beside the list: then this is its title only. */
  readonly hasColumn: boolean;
};

/** What the list shows, and above a list without a column the way to all other views. */
export function ViewsMenu({ request, counts, hasColumn }: ViewsMenuProps) {
  const { t } = useTranslation('list');
  const [isOpen, setIsOpen] = useState(false);
  const saved = useSavedViews();
  const shown = saved.find((view) => isSameRequest(requestOf(view), request));
  const title = shown?.name ?? t(`views.${request.view}`);
  const button = (
    <button
      type="button"
      aria-label={t('views.choose', { view: title })}
      className="-ms-2 flex min-h-9 min-w-0 items-center gap-1 rounded-md px-2 hover:bg-hover"
    >
      <span className="truncate font-semibold text-lg">{title}</span>
      <ChevronDown aria-hidden className="size-4 shrink-0 text-soft" />
    </button>
  );
  return (
    <h1 dir="auto" className="min-w-0 flex-1">
      {hasColumn && <span className="hidden truncate font-semibold text-lg xl:block">{title}</span>}
      <span className={cx('flex', hasColumn && 'xl:hidden')}>
        <Popover isOpen={isOpen} onOpenChange={setIsOpen} trigger={button} label={t('views.label')}>
          {/* biome-ignore lint/a11y/useKeyWithClickEvents: a key that follows a link clicks it */}
          {/* biome-ignore lint/a11y/noStaticElementInteractions: the links are what is clicked */}
          <div
            className="flex flex-col gap-3"
            onClick={(event) => event.target instanceof Element && event.target.closest('a') && setIsOpen(false)}
          >
            <BuiltInViewLinks request={request} counts={counts} views={saved} />
            {saved.length > 0 && <SavedViewLinks request={request} counts={counts} views={saved} />}
            <AgentLinks request={request}>{(links) => links}</AgentLinks>
          </div>
        </Popover>
      </span>
    </h1>
  );
}
