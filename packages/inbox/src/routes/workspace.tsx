import { getRouteApi, Outlet, useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useForgetErased } from '../features/composer/use-forget-erased.ts';
import { Notifications } from '../features/notifications/notifications.tsx';
import { CommandPalette } from '../keyboard/command-palette.tsx';
import { ShortcutHelp } from '../keyboard/shortcut-help.tsx';
import { ShortcutProvider } from '../keyboard/shortcuts.tsx';
import { LiveBanner } from '../live/live-banner.tsx';
import { LiveProvider } from '../live/live-context.tsx';
import { InboxProvider } from '../session/inbox-session.tsx';
import { rememberWorkspace } from '../session/last-workspace.ts';
import { useApplyPreferences } from '../session/preferences.ts';
import { NavigationRail } from './navigation-rail.tsx';

const route = getRouteApi('/$workspace');

/** The frame of every screen: the rail, the banner that says when it is not live, and what keys do. */
export function Workspace() {
  const { inbox, position } = route.useRouteContext();
  const { workspace } = route.useParams();
  const { conversation: openId = null } = useParams({ strict: false });
  useEffect(() => rememberWorkspace(workspace), [workspace]);
  return (
    <InboxProvider inbox={inbox}>
      <LiveProvider key={workspace} position={position}>
        <ShortcutProvider>
          <div className="flex h-full flex-col-reverse md:flex-row">
            <NavigationRail />
            <div className="flex min-h-0 min-w-0 flex-1 flex-col">
              <LiveBanner />
              <main className="min-h-0 flex-1 overflow-auto" id="screen">
                <Outlet />
              </main>
            </div>
          </div>
          <Preferred />
          <Forgetful />
          <Notifications openId={openId} />
          <CommandPalette />
          <ShortcutHelp />
        </ShortcutProvider>
      </LiveProvider>
    </InboxProvider>
  );
}

/** Language and colours as the person wants them. */
function Preferred() {
  useApplyPreferences();
  return null;
}

/** Keeps nothing of what others erase. */
function Forgetful() {
  useForgetErased();
  return null;
}
