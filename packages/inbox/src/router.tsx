import type { QueryClient } from '@tanstack/react-query';
import { createRouter } from '@tanstack/react-router';
import { MissingScreen, ProblemScreen } from './routes/problem-screen.tsx';
import { frontRoute, rootRoute, workspaceFrontRoute, workspaceRoute } from './routes/root-routes.tsx';
import { screens } from './routes/screens.ts';
import { writeSearch } from './routes/write-search.ts';
import { Waiting } from './ui/waiting.tsx';

const routeTree = rootRoute.addChildren([frontRoute, workspaceRoute.addChildren([workspaceFrontRoute, ...screens])]);

/** The router of the inbox, below `/inbox`. */
export const createInboxRouter = (queries: QueryClient) =>
  createRouter({
    routeTree,
    basepath: '/inbox',
    stringifySearch: writeSearch,
    context: { queries },
    defaultPreload: 'intent',
    // What was read stays read: the queries decide what is old.
    defaultPreloadStaleTime: 0,
    defaultPendingComponent: Waiting,
    defaultPendingMs: 300,
    defaultErrorComponent: ProblemScreen,
    defaultNotFoundComponent: MissingScreen,
  });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createInboxRouter>;
  }
}
