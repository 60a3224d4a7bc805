import { createArticleEndpoint } from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { createArticle } from '../../../commands/create-article.ts';
import { agentRoute } from '../../agent-route.ts';
import type { HttpDeps } from '../../deps.ts';
import { articleJson } from './article-json.ts';

export function createArticleRoute(app: FastifyInstance, deps: HttpDeps): void {
  agentRoute(app, deps, createArticleEndpoint, async ({ access, body, origin }) =>
    articleJson(await createArticle(deps, { agentId: access.agent.id, origin, ...body })),
  );
}
