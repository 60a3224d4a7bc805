import { type ArticlePatch, updateArticleEndpoint } from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { type UpdateArticleInput, updateArticle } from '../../../commands/update-article.ts';
import { agentRoute } from '../../agent-route.ts';
import type { HttpDeps } from '../../deps.ts';
import { articleJson } from './article-json.ts';

export function updateArticleRoute(app: FastifyInstance, deps: HttpDeps): void {
  agentRoute(app, deps, updateArticleEndpoint, async ({ access, params, body }) =>
    articleJson(await updateArticle(deps, { agentId: access.agent.id, number: params.id, patch: given(body) })),
  );
}

/** Only what the caller sent: a field that is there overwrites, whatever its value. */
function given(body: ArticlePatch): UpdateArticleInput['patch'] {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
}
