import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { readReportSearch } from '../features/reports/range.ts';
import { agentRoutes } from './agents/agent-screens.ts';
import { readListSearch } from './list-search.ts';
import { workspaceRoute } from './root-routes.tsx';
import { settingsRoute } from './settings/settings-screens.ts';

const at = <const P extends string>(path: P) => ({ getParentRoute: () => workspaceRoute, path });

/** The list, and beside it the conversation that is open. What the list shows stands in the address. */
export const conversationsRoute = createRoute({
  ...at('conversations'),
  validateSearch: readListSearch,
  component: lazyRouteComponent(() => import('./conversations.tsx'), 'Conversations'),
});

const conversationRoute = createRoute({
  getParentRoute: () => conversationsRoute,
  path: '$conversation',
  component: lazyRouteComponent(() => import('./conversation.tsx'), 'OpenConversation'),
});

const noConversationRoute = createRoute({
  getParentRoute: () => conversationsRoute,
  path: '/',
  component: lazyRouteComponent(() => import('./no-conversation.tsx'), 'NoConversation'),
});

const analyticsRoute = createRoute({
  ...at('analytics'),
  validateSearch: readReportSearch,
  component: lazyRouteComponent(() => import('./analytics.tsx'), 'Analytics'),
});

const usageRoute = createRoute({
  ...at('usage'),
  validateSearch: readReportSearch,
  component: lazyRouteComponent(() => import('./usage.tsx'), 'Usage'),
});

/** Every screen of a workspace; each is loaded when it is first opened. */
export const screens = [
  conversationsRoute.addChildren([noConversationRoute, conversationRoute]),
  ...agentRoutes,
  analyticsRoute,
  usageRoute,
  settingsRoute,
] as const;
