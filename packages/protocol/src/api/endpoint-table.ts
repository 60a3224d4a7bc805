import type { HttpMethod } from './endpoint.ts';

/**
 * Method and path of each endpoint, without schemas: what browser packages may load without pulling in zod.
 * A test holds it against `ENDPOINTS`.
 */
export const ENDPOINT_TABLE = {
  'send-chat': { method: 'POST', path: '/chat' },
  'get-chatbot-settings': { method: 'GET', path: '/v1/api/chatbot_settings' },
  'update-chatbot-settings': { method: 'PATCH', path: '/v1/api/chatbot_settings' },
  'get-knowledge-base': { method: 'GET', path: '/v1/api/knowledge_base' },
  'update-knowledge-base': { method: 'PATCH', path: '/v1/api/knowledge_base' },
  'retrain-knowledge-base': { method: 'POST', path: '/v1/api/knowledge_base/retrain' },
  'list-articles': { method: 'GET', path: '/v1/api/knowledge_base/articles' },
  'create-article': { method: 'POST', path: '/v1/api/knowledge_base/articles' },
  'delete-articles': { method: 'DELETE', path: '/v1/api/knowledge_base/articles' },
  'search-articles': { method: 'GET', path: '/v1/api/knowledge_base/articles/search' },
  'list-article-paragraphs': { method: 'GET', path: '/v1/api/knowledge_base/articles/paragraphs' },
  'get-article': { method: 'GET', path: '/v1/api/knowledge_base/articles/{id}' },
  'update-article': { method: 'PATCH', path: '/v1/api/knowledge_base/articles/{id}' },
  'delete-article': { method: 'DELETE', path: '/v1/api/knowledge_base/articles/{id}' },
  'get-article-lang-url': { method: 'GET', path: '/v1/api/knowledge_base/articles/{article_id}/lang_urls/{language}' },
  'create-article-lang-url': {
    method: 'POST',
    path: '/v1/api/knowledge_base/articles/{article_id}/lang_urls/{language}',
  },
  'update-article-lang-url': {
    method: 'PATCH',
    path: '/v1/api/knowledge_base/articles/{article_id}/lang_urls/{language}',
  },
  'delete-article-lang-url': {
    method: 'DELETE',
    path: '/v1/api/knowledge_base/articles/{article_id}/lang_urls/{language}',
  },
  'list-tags': { method: 'GET', path: '/v1/api/knowledge_base/tags' },
  'upload-file': { method: 'POST', path: '/v1/api/knowledge_base/files' },
  'import-website': { method: 'POST', path: '/v1/api/knowledge_base/import_external/website' },
  'import-youtube': { method: 'POST', path: '/v1/api/knowledge_base/import_external/youtube' },
  'import-site-map': { method: 'POST', path: '/v1/api/knowledge_base/import_external/site-map' },
  'import-scrape-list': { method: 'POST', path: '/v1/api/knowledge_base/import_external/scrape-list' },
  'list-conversations': { method: 'GET', path: '/v1/api_core/conversations' },
  'get-conversation': { method: 'GET', path: '/v1/api_core/conversations/{conv_id}' },
  'list-conversation-events': { method: 'GET', path: '/v1/api_core/conversations/{conv_id}/events' },
  'get-conversation-metadata': { method: 'GET', path: '/v1/api_core/conversations/{conv_id}/metadata' },
  'set-conversation-metadata': { method: 'POST', path: '/v1/api_core/conversations/{conv_id}/metadata' },
  'replace-conversation-metadata': { method: 'PUT', path: '/v1/api_core/conversations/{conv_id}/metadata' },
  'get-metadata-schema': { method: 'GET', path: '/v1/api/metadata_schema' },
  'put-metadata-schema': { method: 'PUT', path: '/v1/api/metadata_schema' },
  'delete-metadata-schema': { method: 'DELETE', path: '/v1/api/metadata_schema' },
  'get-public-key': { method: 'GET', path: '/v1/api/auth/public_key' },
  'get-me': { method: 'GET', path: '/v1/me' },
  'get-health': { method: 'GET', path: '/healthz' },
  'get-readiness': { method: 'GET', path: '/readyz' },
  'get-metrics': { method: 'GET', path: '/metrics' },
  'get-openapi': { method: 'GET', path: '/openapi.json' },
  'get-docs': { method: 'GET', path: '/docs' },
} as const satisfies Readonly<Record<string, { readonly method: HttpMethod; readonly path: string }>>;
