import { type ArticlePatch, updateArticleEndpoint } from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { type UpdateArticleInput, updateArticle } from '../../../commands/update-article.ts';
import type { Article } from '../../../domain/knowledge/article.ts';
import { agentRoute } from '../../agent-route.ts';
import type { HttpDeps } from '../../deps.ts';
import { articleJson } from './article-json.ts';

export function updateArticleRoute(app: FastifyInstance, deps: HttpDeps): void {
  agentRoute(app, deps, updateArticleEndpoint, async ({ access, params, body, origin, requireUnchanged }) => {
    const check = (article: Article) => requireUnchanged(articleJson(article));
    const change = { agentId: access.agent.id, origin, number: params.id, patch: given(body), check };
    return articleJson(await updateArticle(deps, change));
  });
}

/** Only what the caller sent: a field that is there overwrites, whatever its value. */
export function given(body: ArticlePatch): UpdateArticleInput['patch'] {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
}
