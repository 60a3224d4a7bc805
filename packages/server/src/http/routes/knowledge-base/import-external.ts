import { AppError } from '@parley/protocol';
import {
  importScrapeListEndpoint,
  importSiteMapEndpoint,
  importWebsiteEndpoint,
  importYoutubeEndpoint,
} from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { agentRoute } from '../../agent-route.ts';
import type { HttpDeps } from '../../deps.ts';

/** The paths of imports from elsewhere, which are not there yet. */
export function importExternalRoutes(app: FastifyInstance, deps: HttpDeps): void {
  for (const endpoint of [
    importWebsiteEndpoint,
    importYoutubeEndpoint,
    importSiteMapEndpoint,
    importScrapeListEndpoint,
  ] as const) {
    agentRoute(app, deps, endpoint, async () => {
      throw new AppError('not_implemented', 'Importing from elsewhere is not available yet: upload files instead.');
    });
  }
}
