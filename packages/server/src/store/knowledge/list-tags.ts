import type { NamedQuery } from '../conversations/save-conversation.ts';

export type TagCount = { readonly name: string; readonly articleCount: number };

const LIST = `with found as materialized (
    select tag as name, count(*) as article_count from articles, unnest(tags) tag
    where agent_id = $1::uuid and deleted_at is null group by tag),
  page as (select * from found order by name limit $2::int offset $3::int)
  select c.count, page.* from (select count(*) from found) c left join page on true order by page.name`;

/** A page of the tags of an agent's articles by name, with how many have each, and how many tags there are. */
export async function listTags(
  query: NamedQuery,
  agentId: string,
  paging: { readonly limit: number; readonly offset: number },
): Promise<{ tags: TagCount[]; count: number }> {
  const rows = await query<{ count: number; name: string | null; article_count: number }>('tags-list', LIST, [
    agentId,
    paging.limit,
    paging.offset,
  ]);
  const tags = rows.flatMap(({ name, article_count: articleCount }) => (name === null ? [] : { name, articleCount }));
  return { tags, count: rows[0]?.count ?? 0 };
}
