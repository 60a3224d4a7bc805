import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { readAuditSearch } from '../../features/audit-log/audit-search.ts';
import { workspaceRoute } from '../root-routes.tsx';

const root = createRoute({
  getParentRoute: () => workspaceRoute,
  path: 'settings',
  component: lazyRouteComponent(() => import('./settings.tsx'), 'Settings'),
});

const at = <const P extends string>(path: P) => ({ getParentRoute: () => root, path });

const frontRoute = createRoute({
  ...at('/'),
  beforeLoad: ({ params }) => {
    if (matchMedia('(min-width: 48rem)').matches) throw redirect({ to: '/$workspace/settings/preferences', params });
  },
  component: lazyRouteComponent(() => import('./settings-front.tsx'), 'SettingsFront'),
});

/** The settings; each screen is loaded when it is first opened. */
export const settingsRoute = root.addChildren([
  frontRoute,
  createRoute({
    ...at('preferences'),
    component: lazyRouteComponent(() => import('../../features/preferences/preferences.tsx'), 'PreferencesScreen'),
  }),
  createRoute({
    ...at('general'),
    component: lazyRouteComponent(() => import('../../features/workspace-settings/general.tsx'), 'GeneralScreen'),
  }),
  createRoute({
    ...at('retention'),
    component: lazyRouteComponent(() => import('../../features/workspace-settings/retention.tsx'), 'RetentionScreen'),
  }),
  createRoute({
    ...at('team'),
    component: lazyRouteComponent(() => import('../../features/team/team.tsx'), 'TeamScreen'),
  }),
  createRoute({
    ...at('tags'),
    component: lazyRouteComponent(() => import('../../features/tag-palette/tags.tsx'), 'TagsScreen'),
  }),
  createRoute({
    ...at('canned-replies'),
    component: lazyRouteComponent(
      () => import('../../features/canned-replies/canned-replies.tsx'),
      'CannedRepliesScreen',
    ),
  }),
  createRoute({
    ...at('entry-points'),
    beforeLoad: ({ params }) => {
      throw redirect({ to: '/$workspace/settings/entry-points/$kind', params: { ...params, kind: 'qr-codes' } });
    },
  }),
  createRoute({
    ...at('entry-points/$kind'),
    component: lazyRouteComponent(() => import('./entry-points.tsx'), 'EntryPointsScreen'),
  }),
  createRoute({
    ...at('entry-points/$kind/$entry'),
    component: lazyRouteComponent(() => import('./entry-point.tsx'), 'EntryPointScreen'),
  }),
  createRoute({
    ...at('analysis'),
    component: lazyRouteComponent(() => import('../../features/analysis/analysis.tsx'), 'AnalysisScreen'),
  }),
  createRoute({
    ...at('api-keys'),
    component: lazyRouteComponent(() => import('../../features/keys/api-keys.tsx'), 'ApiKeysScreen'),
  }),
  createRoute({
    ...at('agent-tokens'),
    component: lazyRouteComponent(() => import('../../features/keys/agent-tokens.tsx'), 'AgentTokensScreen'),
  }),
  createRoute({
    ...at('webhooks'),
    component: lazyRouteComponent(() => import('../../features/webhooks/webhooks.tsx'), 'WebhooksScreen'),
  }),
  createRoute({
    ...at('webhooks/$webhook'),
    component: lazyRouteComponent(() => import('./webhook.tsx'), 'WebhookScreen'),
  }),
  createRoute({
    ...at('audit-log'),
    validateSearch: readAuditSearch,
    component: lazyRouteComponent(() => import('./audit-log.tsx'), 'AuditLogScreen'),
  }),
  createRoute({
    ...at('mails'),
    component: lazyRouteComponent(() => import('../../features/mails/mails.tsx'), 'MailsScreen'),
  }),
]);
