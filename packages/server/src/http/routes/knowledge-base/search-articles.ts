import { listArticlePassagesEndpoint, type QueryOf, searchArticlesEndpoint } from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import type { Agent } from '../../../store/agents/find-access.ts';
import { findArticles } from '../../../store/knowledge/find-articles.ts';
import { agentRoute } from '../../agent-route.ts';
import type { HttpDeps } from '../../deps.ts';
import { articleJson } from './article-json.ts';

/** What the agent answers from: live articles by meaning, and the passages that it ranks. */
export function searchArticlesRoutes(app: FastifyInstance, deps: HttpDeps): void {
  agentRoute(app, deps, searchArticlesEndpoint, ({ access, query }) => articleHits(deps, access.agent, query));

  agentRoute(app, deps, listArticlePassagesEndpoint, async ({ access, query }) => {
    const { limit, offset, search = '' } = query;
    const { id: agentId, knowledgeVersion } = access.agent;
    const wanted = search.toLowerCase();
    const passages = (await deps.knowledge.listPassages({ agentId, knowledgeVersion })).filter(
      ({ text }) => wanted === '' || text.toLowerCase().includes(wanted),
    );
    const items = passages.slice(offset, offset + limit).map((passage) => ({
      id: passage.articleNumber,
      article_id: passage.articleId,
      article_version: passage.articleVersion,
      title: passage.title,
      url: passage.url,
      tags: [...passage.tags],
      content: passage.text,
      start: passage.start,
      end: passage.end,
    }));
    return { items, offset, limit, count: passages.length };
  });
}

type Search = Pick<QueryOf<typeof searchArticlesEndpoint>, 'query' | 'limit' | 'offset' | 'tags'>;

/** A page of an agent's live articles that fit a question, the best first. */
export async function articleHits(deps: HttpDeps, agent: Agent, { query, limit, offset, tags = [] }: Search) {
  const { id: agentId, knowledgeVersion } = agent;
  const language = deps.detectLanguage(query);
  const found = await deps.knowledge.findArticles({ agentId, knowledgeVersion, query, tags, language });
  const shown = found.slice(offset, offset + limit);
  const numbers = shown.map((match) => match.articleNumber);
  const articles = new Map(
    (await findArticles(deps.database.named, agentId, numbers)).map((article) => [article.number, article]),
  );
  const items = shown.flatMap(({ articleNumber, score, passage }) => {
    const article = articles.get(articleNumber);
    return article ? { ...articleJson(article), score, passage } : [];
  });
  return { items, offset, limit, count: found.length };
}
