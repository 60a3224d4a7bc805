import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { workspaceRoute } from '../root-routes.tsx';

const listRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: 'agents',
  component: lazyRouteComponent(() => import('../../features/agents/agents.tsx'), 'AgentsScreen'),
});

const root = createRoute({
  getParentRoute: () => workspaceRoute,
  path: 'agents/$agent',
  component: lazyRouteComponent(() => import('./agent.tsx'), 'Agent'),
});

const at = <const P extends string>(path: P) => ({ getParentRoute: () => root, path });

const settingsRoute = createRoute({
  ...at('/'),
  component: lazyRouteComponent(() => import('./agent-settings.tsx'), 'AgentSettings'),
});

const knowledgeRoute = createRoute({
  ...at('knowledge'),
  component: lazyRouteComponent(() => import('./knowledge.tsx'), 'Knowledge'),
});

const articleRoute = createRoute({
  ...at('knowledge/$article'),
  component: lazyRouteComponent(() => import('./article.tsx'), 'Article'),
});

const widgetRoute = createRoute({
  ...at('widget'),
  component: lazyRouteComponent(() => import('./agent-widget.tsx'), 'AgentWidget'),
});

const actionsRoute = createRoute({
  ...at('actions'),
  component: lazyRouteComponent(() => import('./agent-actions.tsx'), 'AgentActions'),
});

const actionRoute = createRoute({
  ...at('actions/$action'),
  component: lazyRouteComponent(() => import('./agent-action.tsx'), 'AgentAction'),
});

const channelsRoute = createRoute({
  ...at('channels'),
  component: lazyRouteComponent(() => import('./agent-channels.tsx'), 'AgentChannels'),
});

const channelRoute = createRoute({
  ...at('channels/$channel'),
  component: lazyRouteComponent(() => import('./agent-channel.tsx'), 'AgentChannel'),
});

const handoffRoute = createRoute({
  ...at('handoff'),
  component: lazyRouteComponent(() => import('./agent-handoff.tsx'), 'AgentHandoff'),
});

const metadataRoute = createRoute({
  ...at('metadata'),
  component: lazyRouteComponent(() => import('./agent-metadata.tsx'), 'AgentMetadata'),
});

/** The agents, and the screens of each; each is loaded when it is first opened. */
export const agentRoutes = [
  listRoute,
  root.addChildren([
    settingsRoute,
    knowledgeRoute,
    articleRoute,
    actionsRoute,
    actionRoute,
    widgetRoute,
    channelsRoute,
    channelRoute,
    handoffRoute,
    metadataRoute,
  ]),
] as const;
