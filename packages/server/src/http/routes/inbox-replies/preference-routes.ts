import { AppError } from '@parley/protocol';
import { getPreferencesEndpoint, type Preferences as Shown, updatePreferencesEndpoint } from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { updatePreferences } from '../../../commands/update-preferences.ts';
import type { Preferences } from '../../../domain/people/preferences.ts';
import type { Principal } from '../../../domain/people/principal.ts';
import { findPreferences } from '../../../store/people/preferences.ts';
import type { HttpDeps } from '../../deps.ts';
import { workspaceRoute } from '../../workspace-route.ts';

/** How each person wants the inbox: for themselves, and nobody else. */
export function preferenceRoutes(app: FastifyInstance, deps: HttpDeps): void {
  workspaceRoute(app, deps, getPreferencesEndpoint, async ({ principal }) =>
    shown(await findPreferences(deps.database.db, memberOf(principal))),
  );
  workspaceRoute(app, deps, updatePreferencesEndpoint, async ({ principal, body }) => {
    const { colour_scheme, list_badges, list_metadata_keys, ...same } = body;
    const chosen = {
      ...same,
      colourScheme: colour_scheme,
      listBadges: list_badges,
      listMetadataKeys: list_metadata_keys,
    };
    return shown(await updatePreferences(deps, { ...memberOf(principal), chosen }));
  });
}

function memberOf(principal: Principal): { readonly workspaceId: string; readonly userId: string } {
  if (principal.type === 'user') return principal;
  throw new AppError('forbidden', 'A key has no preferences.');
}

const shown = (preferences: Preferences): Shown => ({
  object: 'preferences',
  language: preferences.language,
  colour_scheme: preferences.colourScheme,
  notifications: [...preferences.notifications],
  sound: preferences.sound,
  list_badges: [...preferences.listBadges],
  list_metadata_keys: [...preferences.listMetadataKeys],
});
