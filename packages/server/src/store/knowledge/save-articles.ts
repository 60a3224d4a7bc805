import type { Article, ArticleVersion } from '../../domain/knowledge/article.ts';
import type { ArticleText } from '../../domain/knowledge/article-text.ts';
import type { NamedQuery } from '../conversations/save-conversation.ts';
import { articleRow } from './article-row.ts';

/** An article to be written, with the version that it publishes and that version's text. */
export type SavedArticle = {
  readonly article: Article;
  readonly published: (ArticleVersion & ArticleText) | null;
};

const CHANGING = [
  'state',
  'title',
  'description',
  'content',
  'version',
  'max_version',
  'url',
  'language',
  'tags',
  'live',
  'changed_version',
  'updated_at',
];

const SAVE = `with a as (
    insert into articles select * from jsonb_populate_recordset(null::articles, $1::jsonb)
    on conflict (agent_id, number) do update set ${CHANGING.map((column) => `${column} = excluded.${column}`).join(', ')})
  insert into article_versions select * from jsonb_populate_recordset(null::article_versions, $2::jsonb)`;

/** Writes new and changed articles and the versions that they publish, in one statement, stamped with `changedVersion`. */
export async function saveArticles(
  query: NamedQuery,
  agentId: string,
  changedVersion: number,
  saved: readonly SavedArticle[],
): Promise<void> {
  const rows = saved.map(({ article }) => articleRow(agentId, changedVersion, article));
  const versions = saved.flatMap(({ article, published }) => {
    if (!published) return [];
    const { articleNumber, plainText, ...same } = published;
    const created = { agent_id: agentId, created_at: article.updatedAt };
    return { ...same, ...created, article_number: articleNumber, plain_text: plainText };
  });
  await query('articles-save', SAVE, [JSON.stringify(rows), JSON.stringify(versions)]);
}
