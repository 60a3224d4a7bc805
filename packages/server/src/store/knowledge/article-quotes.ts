import type { NamedQuery } from '../conversations/save-conversation.ts';

/** A reply that rests on an article. */
export type ArticleQuote = {
  readonly conversationId: string;
  readonly title: string | null;
  readonly ord: number;
  readonly quote: string;
  readonly articleVersion: number;
  readonly createdAt: Date;
};

export type QuotesOf = {
  readonly workspaceId: string;
  readonly agentId: string;
  readonly articleId: string;
  readonly since: Date;
  /** So many conversations at most. */
  readonly limit: number;
};

// The first condition is the index's own expression, to the letter. Each conversation is looked up by its key: how many
// replies quote an article is what the planner guesses worst.
const QUOTES = `with found as materialized (
    select conversation_id, ord, sources, created_at from messages
    where jsonb_path_query_array(sources, '$[*].article_id') @> jsonb_build_array($3::text) and sources <> '[]'
      and workspace_id = $1::uuid and created_at >= $4::timestamptz),
  quoting as materialized (
    select f.*, c.title from found f cross join lateral (
      select title from conversations c where c.workspace_id = $1::uuid and c.id = f.conversation_id
        and c.agent_id = $2::uuid and c.source not in ('preview', 'simulation') limit 1) c),
  latest as (select distinct on (conversation_id) * from quoting order by conversation_id, ord desc)
  select (select count(*) from quoting) as total, l.*
  from (select conversation_id as "conversationId", title, ord, created_at as "createdAt",
      s.source->>'quote' as quote, (s.source->>'article_version')::int as "articleVersion"
    from latest cross join lateral (
      select source from jsonb_array_elements(sources) source where source->>'article_id' = $3::text limit 1) s
    order by created_at desc, conversation_id limit $5::int) l
  order by l."createdAt" desc, l."conversationId"`;

/** How many replies rest on an article, in any version, and the latest of each of the latest conversations. */
export async function findArticleQuotes(
  query: NamedQuery,
  { workspaceId, agentId, articleId, since, limit }: QuotesOf,
): Promise<{ readonly total: number; readonly quotes: ArticleQuote[] }> {
  const values = [workspaceId, agentId, articleId, since, limit];
  const rows = await query<ArticleQuote & { total: number }>('article-quotes', QUOTES, values);
  return { total: rows[0]?.total ?? 0, quotes: rows.map(({ total: _, ...quote }) => quote) };
}
