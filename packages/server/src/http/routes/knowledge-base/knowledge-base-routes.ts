import type { FastifyInstance } from 'fastify';
import type { HttpDeps } from '../../deps.ts';
import { articleLangUrlRoutes } from './article-lang-urls.ts';
import { createArticleRoute } from './create-article.ts';
import { deleteArticlesRoutes } from './delete-articles.ts';
import { importExternalRoutes } from './import-external.ts';
import { knowledgeBaseSettingsRoutes } from './knowledge-base-settings.ts';
import { listArticlesRoutes } from './list-articles.ts';
import { searchArticlesRoutes } from './search-articles.ts';
import { updateArticleRoute } from './update-article.ts';
import { uploadFileRoute } from './upload-file.ts';

/** The Knowledge Base of the token's agent. */
export function knowledgeBaseRoutes(app: FastifyInstance, deps: HttpDeps): void {
  knowledgeBaseSettingsRoutes(app, deps);
  createArticleRoute(app, deps);
  listArticlesRoutes(app, deps);
  searchArticlesRoutes(app, deps);
  updateArticleRoute(app, deps);
  deleteArticlesRoutes(app, deps);
  articleLangUrlRoutes(app, deps);
  uploadFileRoute(app, deps);
  importExternalRoutes(app, deps);
}
