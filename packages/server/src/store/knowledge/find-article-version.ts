import type { NamedQuery } from '../conversations/save-conversation.ts';

/** An article as it stood in one version, with what has become of it. */
export type ArticleVersion = {
  readonly articleId: string;
  readonly articleNumber: number;
  readonly agentId: string;
  readonly version: number;
  readonly title: string;
  readonly plainText: string;
  readonly createdAt: Date;
  readonly url: string | null;
  /** The version that answers now; null for one that does not answer. */
  readonly currentVersion: number | null;
  readonly isDeleted: boolean;
};

// An article that is deleted leaves a tombstone and its versions: replies that were given still cite them.
const FIND = `select x.id as "articleId", x.number as "articleNumber", x.agent_id as "agentId", v.version, v.title,
    v.plain_text as "plainText", v.created_at as "createdAt", x.url,
    case when x.deleted_at is null then x.version end as "currentVersion", x.deleted_at is not null as "isDeleted"
  from articles x
  join agents a on a.id = x.agent_id
  join article_versions v on v.agent_id = x.agent_id and v.article_number = x.number and v.version = $3::int
  where x.id = $2::uuid and a.workspace_id = $1::uuid`;

/** A version of an article of the workspace's agents; null when there is none. */
export async function findArticleVersion(
  query: NamedQuery,
  workspaceId: string,
  { articleId, version }: { readonly articleId: string; readonly version: number },
): Promise<ArticleVersion | null> {
  const [row] = await query<ArticleVersion>('article-version', FIND, [workspaceId, articleId, version]);
  return row ?? null;
}
