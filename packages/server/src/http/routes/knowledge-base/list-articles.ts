import { getArticleEndpoint, listArticlesEndpoint, listTagsEndpoint } from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { noSuchArticle } from '../../../commands/update-article.ts';
import { findArticle, listArticles } from '../../../store/knowledge/find-articles.ts';
import { listTags } from '../../../store/knowledge/list-tags.ts';
import { agentRoute } from '../../agent-route.ts';
import type { HttpDeps } from '../../deps.ts';
import { articleJson } from './article-json.ts';

/** Reads articles as they stand, drafts too, and their tags. */
export function listArticlesRoutes(app: FastifyInstance, deps: HttpDeps): void {
  const query = deps.database.named;
  agentRoute(app, deps, listArticlesEndpoint, async ({ access, query: filter }) => {
    const { articles, count } = await listArticles(query, access.agent.id, filter);
    return { items: articles.map(articleJson), offset: filter.offset, limit: filter.limit, count };
  });
  agentRoute(app, deps, getArticleEndpoint, async ({ access, params }) => {
    const article = await findArticle(query, access.agent.id, params.id);
    if (!article) throw noSuchArticle();
    return articleJson(article);
  });
  agentRoute(app, deps, listTagsEndpoint, async ({ access, query: paging }) => {
    const { tags, count } = await listTags(query, access.agent.id, paging);
    const items = tags.map(({ name, articleCount }) => ({ name, article_count: articleCount }));
    return { items, offset: paging.offset, limit: paging.limit, count };
  });
}
