import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router';
import { livePositionQuery } from '../live/live-position.ts';
import { clientOf, ownWorkspacesQuery, sessionQuery } from '../session/inbox-session.tsx';
import { recallWorkspace } from '../session/last-workspace.ts';
import { Workspace } from './workspace.tsx';

type RouterContext = { readonly queries: QueryClient };

export const rootRoute = createRootRouteWithContext<RouterContext>()({ component: Outlet });

/** `/inbox`: the workspace that was open last, else the oldest one. */
export const frontRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  async beforeLoad({ context }) {
    const workspaces = await context.queries.fetchQuery(ownWorkspacesQuery);
    const last = recallWorkspace();
    const workspace = workspaces.find(({ id }) => id === last) ?? workspaces[0];
    if (workspace) throw redirect({ to: '/$workspace/conversations', params: { workspace: workspace.id } });
  },
  component: lazyRouteComponent(() => import('./no-workspace.tsx'), 'NoWorkspace'),
});

/** Everything of one workspace: its session is there before a screen is. */
export const workspaceRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '$workspace',
  async beforeLoad({ context, params }) {
    const { queries } = context;
    const [session, position] = await Promise.all([
      queries.fetchQuery(sessionQuery(params.workspace)),
      // Before any screen reads anything: what happens from here on is told by the stream.
      queries.fetchQuery(livePositionQuery(params.workspace)),
    ]);
    return { inbox: { client: clientOf(params.workspace), session }, position };
  },
  component: Workspace,
});

/** `/inbox/{workspace}`: its conversations. */
export const workspaceFrontRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: '/',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/$workspace/conversations', params });
  },
});
