import {
  getArticleUsageEndpoint,
  getArticleVersionEndpoint,
  listArticleVersionsEndpoint,
  restoreArticleVersionEndpoint,
} from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { noSuchVersion, restoreArticleVersion } from '../../../commands/restore-article-version.ts';
import { noSuchArticle } from '../../../commands/update-article.ts';
import type { Article } from '../../../domain/knowledge/article.ts';
import { offsetTime } from '../../../presenters/offset-time.ts';
import { type ArticleQuote, findArticleQuotes } from '../../../store/knowledge/article-quotes.ts';
import {
  findArticleVersion,
  type ListedVersion,
  listArticleVersions,
} from '../../../store/knowledge/article-versions.ts';
import { findArticle } from '../../../store/knowledge/find-articles.ts';
import type { HttpDeps } from '../../deps.ts';
import { cursorOf, pageUpTo, readCursor } from '../../list-cursor.ts';
import { requireWorkspaceAgent } from '../../require-workspace-agent.ts';
import { workspaceRoute } from '../../workspace-route.ts';
import { publishedJson } from './article-draft-routes.ts';

const LIST = 'article-versions';
const PlaceSchema = z.object({ version: z.int32() });
const USAGE_MS = 90 * 24 * 3_600_000;
const CONVERSATIONS = 20;

type Named = {
  readonly workspaceId: string;
  readonly params: { readonly chatbot_id: string; readonly number: number };
};

/** The texts that an article has had, and where it was quoted. */
export function articleVersionRoutes(app: FastifyInstance, deps: HttpDeps): void {
  const query = deps.database.named;
  const articleOf = async (call: Named): Promise<{ key: { agentId: string; number: number }; article: Article }> => {
    const { id: agentId } = await requireWorkspaceAgent(deps, call);
    const article = await findArticle(query, agentId, call.params.number);
    if (!article) throw noSuchArticle();
    return { key: { agentId, number: article.number }, article };
  };

  workspaceRoute(app, deps, listArticleVersionsEndpoint, async (call) => {
    const { cursor, limit } = call.query;
    const { key, article } = await articleOf(call);
    const before = readCursor(LIST, PlaceSchema, cursor)?.version ?? null;
    const versions = await listArticleVersions(query, key, { before, limit: limit + 1 });
    return pageUpTo(versions, limit, {
      cursor: ({ version }) => cursorOf(LIST, { version }),
      show: (version) => ({ object: 'article_version_entry' as const, ...versionJson(version, article) }),
    });
  });
  workspaceRoute(app, deps, getArticleVersionEndpoint, async (call) => {
    const { key, article } = await articleOf(call);
    const found = await findArticleVersion(query, key, call.params.version);
    if (!found) throw noSuchVersion();
    return { object: 'article_version_text' as const, ...versionJson(found, article), content: found.content };
  });
  workspaceRoute(app, deps, restoreArticleVersionEndpoint, async (call) => {
    const { origin, params, keepAnswer } = call;
    const { key } = await articleOf(call);
    const restored = await restoreArticleVersion(deps, {
      ...key,
      version: params.version,
      origin,
      alongside: (tx, article) => keepAnswer(tx, publishedJson(article)),
    });
    return publishedJson(restored);
  });
  workspaceRoute(app, deps, getArticleUsageEndpoint, async (call) => {
    const { key, article } = await articleOf(call);
    const { workspaceId } = call;
    const since = new Date(deps.clock.now().getTime() - USAGE_MS);
    const wanted = { workspaceId, agentId: key.agentId, articleId: article.id, since, limit: CONVERSATIONS };
    const { total, quotes } = await findArticleQuotes(query, wanted);
    return {
      object: 'article_usage' as const,
      number: article.number,
      quoted_replies: total,
      conversations: quotes.map(quoteJson),
    };
  });
}

const versionJson = ({ version, title, createdAt }: ListedVersion, article: Article) => ({
  version,
  title,
  created_at: offsetTime(createdAt),
  is_current: article.state === 'ready' && article.version === version,
});

const quoteJson = ({ conversationId, title, ord, quote, articleVersion, createdAt }: ArticleQuote) => ({
  conversation_id: conversationId,
  title,
  ord,
  quote,
  article_version: articleVersion,
  created_at: offsetTime(createdAt),
});
