import { deleteArticleEndpoint, deleteArticlesEndpoint } from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { deleteArticles } from '../../../commands/delete-articles.ts';
import { noSuchArticle } from '../../../commands/update-article.ts';
import type { Article } from '../../../domain/knowledge/article.ts';
import { agentRoute } from '../../agent-route.ts';
import type { HttpDeps } from '../../deps.ts';
import { articleJson } from './article-json.ts';

/** Deletes one article, or many. */
export function deleteArticlesRoutes(app: FastifyInstance, deps: HttpDeps): void {
  agentRoute(app, deps, deleteArticlesEndpoint, async ({ access, body, origin }) => ({
    deleted: await deleteArticles(deps, { agentId: access.agent.id, origin, numbers: body.ids }),
  }));
  agentRoute(app, deps, deleteArticleEndpoint, async ({ access, params, origin, requireUnchanged }) => {
    const check = (article: Article) => requireUnchanged(articleJson(article));
    const deleted = await deleteArticles(deps, { agentId: access.agent.id, origin, numbers: [params.id], check });
    if (deleted.length === 0) throw noSuchArticle();
    return { deleted };
  });
}
