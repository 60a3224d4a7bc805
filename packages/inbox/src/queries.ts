import { QueryClient } from '@tanstack/react-query';
import { livePositionQuery } from './live/live-position.ts';
import { sessionQuery } from './session/inbox-session.tsx';
import { isWorthAnotherTry } from './session/problem-of.ts';

/** What has been read from the server, of all screens. */
export const createQueries = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        // The event stream says what has changed; time alone makes nothing old.
        staleTime: 60_000,
        refetchOnWindowFocus: false,
        retry: (failures, error) => failures < 2 && isWorthAnotherTry(error),
      },
    },
  });

const WORKSPACE = /^\/inbox\/([0-9a-f]{8}-[0-9a-f-]{27})(\/|$)/;

/** Asks for what every screen of the workspace in the address begins with, before there are words or a screen to show it. */
export function readAhead(queries: QueryClient, path: string): void {
  const workspaceId = WORKSPACE.exec(path)?.[1];
  if (!workspaceId) return;
  void queries.prefetchQuery(sessionQuery(workspaceId));
  void queries.prefetchQuery(livePositionQuery(workspaceId));
}
