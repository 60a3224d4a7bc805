import type { InboxCount, InboxCounts, SavedView } from '@parley/protocol/api';
import { Bookmark, type LucideIcon, UsersRound } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../../ui/class-names.ts';
import { SoftLink } from '../../ui/soft-link.tsx';
import { countInFigures, viewsToOffer } from './built-in-views.ts';
import { isSameRequest, type ListRequest } from './list-address.ts';
import { useListPlaces } from './list-places.ts';
import { SavedViewMenu } from './saved-view-menu.tsx';
import { requestOf } from './use-saved-views.ts';

type ViewLinksProps = {
  readonly request: ListRequest;
  readonly counts: InboxCounts | undefined;
  readonly views: readonly SavedView[];
};

/** The built-in views, each with how many it has. */
export function BuiltInViewLinks({ request, counts, views }: ViewLinksProps) {
  const { t } = useTranslation('list');
  const isSaved = views.some((view) => isSameRequest(requestOf(view), request));
  const { chatbot_id: agent } = request.filter;
  return (
    <ul className="flex flex-col">
      {viewsToOffer(counts, request.view).map(({ name, icon, isPart }) => {
        const target: ListRequest = { view: name, sort: request.sort, filter: agent ? { chatbot_id: agent } : {} };
        return (
          <li key={name}>
            <ViewLink
              target={target}
              isShown={!isSaved && request.view === name}
              icon={icon}
              isPart={isPart ?? false}
              // They are counted over all agents.
              count={agent ? undefined : counts?.views[name]}
            >
              {t(`views.${name}`)}
            </ViewLink>
          </li>
        );
      })}
    </ul>
  );
}

/** The saved views, each with what can be done with it. */
export function SavedViewLinks({ request, counts, views }: ViewLinksProps) {
  const { t } = useTranslation('list');
  return (
    <ul className="flex flex-col">
      {views.map((view) => (
        <li key={view.id} className="group flex items-center">
          <ViewLink
            target={requestOf(view)}
            isShown={isSameRequest(requestOf(view), request)}
            icon={view.shared ? UsersRound : Bookmark}
            count={counts?.saved.find(({ id }) => id === view.id)}
          >
            {view.name}
            {view.shared && <span className="sr-only"> ({t('saved.ofTeam')})</span>}
          </ViewLink>
          <SavedViewMenu view={view} views={views} request={request} />
        </li>
      ))}
    </ul>
  );
}

type ViewLinkProps = {
  readonly target: ListRequest;
  readonly isShown: boolean;
  readonly icon?: LucideIcon;
  readonly isPart?: boolean;
  readonly count?: InboxCount | undefined;
  readonly children: ReactNode;
};

/** One view of the column. */
export function ViewLink({ target, isShown, icon: Icon, isPart, count, children }: ViewLinkProps) {
  const { t, i18n } = useTranslation('list');
  const { listHref, showList } = useListPlaces();
  const figures = countInFigures(count, i18n.language);
  return (
    <SoftLink
      href={listHref(target)}
      onGo={() => showList(target)}
      aria-current={isShown ? 'page' : undefined}
      className={cx(
        'flex min-h-9 min-w-0 flex-1 items-center gap-2.5 rounded-md px-2.5 py-1.5 text-ink no-underline hover:bg-hover aria-[current=page]:bg-selected aria-[current=page]:font-semibold aria-[current=page]:text-accent',
        isPart && 'ps-6',
      )}
    >
      {Icon && <Icon aria-hidden className="size-4 shrink-0" />}
      <span dir="auto" className="min-w-0 flex-1 truncate text-start">
        {children}
      </span>
      {figures !== null && (
        <span className="text-soft text-xs tabular-nums">
          {figures}
          <span className="sr-only"> {t('conversations')}</span>
        </span>
      )}
    </SoftLink>
  );
}
