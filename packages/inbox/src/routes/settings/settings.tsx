import { Link, Outlet, useMatches } from '@tanstack/react-router';
import { ChevronLeft } from 'lucide-react';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useInbox } from '../../session/inbox-session.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import { SettingsNavigation } from './settings-navigation.tsx';
import { isOpenTo, SETTINGS } from './settings-sections.ts';

/** The settings: their own navigation at the side, and the screen that is open. On a phone one of the two. */
export function Settings() {
  const { t } = useTranslation();
  const { client } = useInbox();
  const isForbidden = useIsForbidden();
  return (
    <div className="flex min-h-full">
      <aside className="hidden w-60 shrink-0 border-line border-e bg-surface md:block">
        <div className="sticky top-0 max-h-dvh overflow-y-auto p-3 pt-6">
          <SettingsNavigation />
        </div>
      </aside>
      <div className="min-w-0 flex-1">
        <Link
          to="/$workspace/settings"
          params={{ workspace: client.workspaceId }}
          activeOptions={{ exact: true }}
          className="flex min-h-11 items-center gap-1 px-3 font-medium text-accent no-underline data-[status=active]:hidden md:hidden"
        >
          <ChevronLeft aria-hidden className="size-4 rtl:rotate-180" />
          {t('settings.label')}
        </Link>
        <Suspense fallback={<Waiting />}>
          {isForbidden ? <Empty title={t('problem.forbidden')} text={t('problem.forbiddenText')} /> : <Outlet />}
        </Suspense>
      </div>
    </div>
  );
}

/** Whether the address is of a section that the person may not see: it is not even asked for. */
function useIsForbidden(): boolean {
  const { session } = useInbox();
  const place = useMatches().at(-1)?.fullPath ?? '';
  const section = SETTINGS.flatMap(({ sections }) => sections).find(({ to }) => place.startsWith(to));
  return section !== undefined && !isOpenTo(section, session.permissions);
}
