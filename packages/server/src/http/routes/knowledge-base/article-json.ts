import type { Article as ArticleJson } from '@parley/protocol/api';
import type { Article } from '../../../domain/knowledge/article.ts';

/** An article as the Agent API shows it, with days for dates. */
export function articleJson(article: Article): ArticleJson {
  const { number, id, type, title, description, content, state, version, maxVersion, url, tags } = article;
  return {
    id: number,
    article_id: id,
    type,
    title,
    description,
    content,
    state,
    deploy_state: state === 'ready' ? 'deployed' : 'draft',
    version,
    max_available_version: maxVersion === 0 ? null : maxVersion,
    url,
    tags: [...tags],
    created_timestamp: day(article.createdAt),
    last_modified_timestamp: day(article.updatedAt),
    downloaded_timestamp: null,
    last_updated_timestamp: day(article.updatedAt),
    last_updated_from_external_source_timestamp: null,
  };
}

const day = (date: Date): string => date.toISOString().slice(0, 10);
