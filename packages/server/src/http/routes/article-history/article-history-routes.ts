import type { FastifyInstance } from 'fastify';
import type { HttpDeps } from '../../deps.ts';
import { articleDraftRoutes } from './article-draft-routes.ts';
import { articleVersionRoutes } from './article-version-routes.ts';

/** What was and what will be of articles, for people who write them. */
export function articleHistoryRoutes(app: FastifyInstance, deps: HttpDeps): void {
  articleDraftRoutes(app, deps);
  articleVersionRoutes(app, deps);
}
