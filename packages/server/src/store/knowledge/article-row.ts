import type { Article } from '../../domain/knowledge/article.ts';
import type { ArticleRow } from './article-table.ts';

/** The columns of an article that make the domain's value of it. */
export const ARTICLE_COLUMNS = `x.number, x.id, x.type, x.state, x.title, x.description, x.content, x.version, x.max_version,
  x.url, x.language, x.tags, x.created_at, x.updated_at`;

export type ReadArticleRow = Omit<ArticleRow, 'agent_id' | 'live' | 'changed_version' | 'deleted_at'>;

export function articleOf(row: ReadArticleRow): Article {
  const { max_version: maxVersion, created_at: createdAt, updated_at: updatedAt, ...same } = row;
  return { ...same, maxVersion, createdAt, updatedAt };
}

export function articleRow(agentId: string, changedVersion: number, article: Article): ArticleRow {
  const { maxVersion, createdAt, updatedAt, tags, ...same } = article;
  return {
    ...same,
    agent_id: agentId,
    tags: [...tags],
    max_version: maxVersion,
    live: article.state === 'ready',
    changed_version: changedVersion,
    created_at: createdAt,
    updated_at: updatedAt,
    deleted_at: null,
  };
}
