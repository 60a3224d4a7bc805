import { deleteArticleEndpoint, deleteArticlesEndpoint } from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { deleteArticles } from '../../../commands/delete-articles.ts';
import { noSuchArticle } from '../../../commands/update-article.ts';
import { agentRoute } from '../../agent-route.ts';
import type { HttpDeps } from '../../deps.ts';

/** Deletes one article, or many. */
export function deleteArticlesRoutes(app: FastifyInstance, deps: HttpDeps): void {
  agentRoute(app, deps, deleteArticlesEndpoint, async ({ access, body }) => ({
    deleted: await deleteArticles(deps, { agentId: access.agent.id, numbers: body.ids }),
  }));
  agentRoute(app, deps, deleteArticleEndpoint, async ({ access, params }) => {
    const deleted = await deleteArticles(deps, { agentId: access.agent.id, numbers: [params.id] });
    if (deleted.length === 0) throw noSuchArticle();
    return { deleted };
  });
}
