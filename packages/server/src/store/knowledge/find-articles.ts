import type { ArticleState, ArticleType } from '@parley/protocol';
import type { Article } from '../../domain/knowledge/article.ts';
import type { NamedQuery } from '../conversations/save-conversation.ts';
import { ARTICLE_COLUMNS, articleOf, type ReadArticleRow } from './article-row.ts';

const THE_ARTICLE = `select ${ARTICLE_COLUMNS} from articles x
  where x.agent_id = $1::uuid and x.number = $2::int and x.deleted_at is null`;

/** Reads an article of an agent; null when it has none of that number. */
export async function findArticle(query: NamedQuery, agentId: string, number: number): Promise<Article | null> {
  const [row] = await query<ReadArticleRow>('article-find', THE_ARTICLE, [agentId, number]);
  return row ? articleOf(row) : null;
}

/** Reads those of the articles that exist, in no order. */
export async function findArticles(query: NamedQuery, agentId: string, numbers: readonly number[]): Promise<Article[]> {
  const rows = await query<ReadArticleRow>(
    'articles-find',
    `select ${ARTICLE_COLUMNS} from articles x where x.agent_id = $1::uuid and x.deleted_at is null
       and x.number in (select jsonb_array_elements_text($2::jsonb)::int)`,
    [agentId, JSON.stringify(numbers)],
  );
  return rows.map(articleOf);
}

export type ArticleFilter = {
  readonly type?: ArticleType | undefined;
  readonly state?: ArticleState | undefined;
  /** Any of these. */
  readonly tags?: readonly string[] | undefined;
  readonly url?: string | undefined;
  readonly title?: string | undefined;
  readonly search?: string | undefined;
  readonly limit: number;
  readonly offset: number;
};

// The left join keeps a row with the count when the page is empty.
const LIST = `with found as materialized (
    select number, updated_at from articles
    where agent_id = $1::uuid and deleted_at is null
      and ($2::text is null or type = $2::text)
      and ($3::text is null or state = $3::text)
      and ($4::jsonb is null or tags && array(select jsonb_array_elements_text($4::jsonb)))
      and ($5::text is null or url = $5::text)
      and ($6::text is null or strpos(lower(title), lower($6::text)) > 0)
      and ($7::text is null or strpos(lower(title), lower($7::text)) > 0 or strpos(lower(content), lower($7::text)) > 0)),
  page as (select number from found order by updated_at desc, number desc limit $8::int offset $9::int)
  select c.count, x.* from (select count(*) from found) c
  left join (select ${ARTICLE_COLUMNS} from page join articles x on x.agent_id = $1::uuid and x.number = page.number) x on true
  order by x.updated_at desc, x.number desc`;

/** A page of an agent's articles, newest change first, and how many fit in all. */
export async function listArticles(
  query: NamedQuery,
  agentId: string,
  filter: ArticleFilter,
): Promise<{ articles: Article[]; count: number }> {
  const { type, state, tags, url, title, search, limit, offset } = filter;
  const wanted = [type, state, tags?.length ? JSON.stringify(tags) : null, url, title, search];
  const values = [agentId, ...wanted.map((value) => value ?? null), limit, offset];
  const rows = await query<CountedRow>('articles-list', LIST, values);
  return { articles: rows.filter(isArticle).map(({ count: _, ...row }) => articleOf(row)), count: rows[0]?.count ?? 0 };
}

type CountedRow = { count: number } & (ReadArticleRow | { number: null });

function isArticle(row: CountedRow): row is { count: number } & ReadArticleRow {
  return row.number !== null;
}
