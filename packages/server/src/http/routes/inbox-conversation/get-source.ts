import { AppError } from '@parley/protocol';
import { getSourceEndpoint } from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { offsetTime } from '../../../presenters/offset-time.ts';
import { findArticleVersion } from '../../../store/knowledge/find-article-version.ts';
import type { HttpDeps } from '../../deps.ts';
import { workspaceRoute } from '../../workspace-route.ts';

/** `GET /v1/inbox/articles/{article_id}/versions/{version}` */
export function getSourceRoute(app: FastifyInstance, deps: HttpDeps): void {
  workspaceRoute(app, deps, getSourceEndpoint, async ({ workspaceId, params }) => {
    const { article_id: articleId, version } = params;
    const found = await findArticleVersion(deps.database.named, workspaceId, { articleId, version });
    if (!found) throw new AppError('not_found', 'There is no such version of an article.');
    return {
      object: 'article_version' as const,
      article_id: found.articleId,
      article_number: found.articleNumber,
      chatbot_id: found.agentId,
      version: found.version,
      title: found.title,
      plain_text: found.plainText,
      created_at: offsetTime(found.createdAt),
      url: found.url,
      current_version: found.currentVersion,
      is_deleted: found.isDeleted,
    };
  });
}
