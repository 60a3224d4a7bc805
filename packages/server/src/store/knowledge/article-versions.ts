import type { NamedQuery } from '../conversations/save-conversation.ts';
import type { ArticleKey } from './article-drafts.ts';

/** A published version, without its text. */
export type ListedVersion = { readonly version: number; readonly title: string; readonly createdAt: Date };

/** The published versions of an article before one, the newest first. */
export async function listArticleVersions(
  query: NamedQuery,
  { agentId, number }: ArticleKey,
  page: { readonly before: number | null; readonly limit: number },
): Promise<ListedVersion[]> {
  return query<ListedVersion>(
    'article-versions',
    `select version, title, created_at as "createdAt" from article_versions
     where agent_id = $1::uuid and article_number = $2::int and ($3::int is null or version < $3::int)
     order by version desc limit $4::int`,
    [agentId, number, page.before, page.limit],
  );
}

/** One published version with its text; null when there is none of that number. */
export async function findArticleVersion(
  query: NamedQuery,
  { agentId, number }: ArticleKey,
  version: number,
): Promise<(ListedVersion & { readonly content: string }) | null> {
  const [row] = await query<ListedVersion & { content: string }>(
    'article-version-text',
    `select version, title, content, created_at as "createdAt" from article_versions
     where agent_id = $1::uuid and article_number = $2::int and version = $3::int`,
    [agentId, number, version],
  );
  return row ?? null;
}
