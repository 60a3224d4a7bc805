import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useInbox } from '../session/inbox-session.tsx';
import { Tooltip } from '../ui/tooltip.tsx';
import { AccountMenu } from './account-menu.tsx';
import { SECTIONS } from './sections.ts';

/** The way to every part of the inbox: at the side, and below on a phone. */
export function NavigationRail() {
  const { t } = useTranslation();
  const { session, client } = useInbox();
  const shown = SECTIONS.filter(({ permission }) => session.permissions.includes(permission));
  return (
    <nav
      aria-label={t('sections.label')}
      className="flex shrink-0 items-center gap-1 overflow-x-auto border-line border-t bg-surface p-2 md:w-16 md:flex-col md:overflow-visible md:border-t-0 md:border-e"
    >
      {shown.map(({ name, to, icon: Icon }) => (
        <Tooltip key={name} label={t(`sections.${name}`)} side="right">
          <Link
            to={to}
            params={{ workspace: client.workspaceId }}
            aria-label={t(`sections.${name}`)}
            className="grid size-11 shrink-0 place-items-center rounded-md text-soft hover:bg-hover hover:text-ink data-[status=active]:bg-selected data-[status=active]:text-accent"
          >
            <Icon aria-hidden className="size-5" />
          </Link>
        </Tooltip>
      ))}
      <div className="ms-auto md:ms-0 md:mt-auto">
        <AccountMenu />
      </div>
    </nav>
  );
}
