import type { NamedQuery } from '../conversations/save-conversation.ts';

const DELETE = `with gone as (
    update articles set deleted_at = $4::timestamptz, live = false, changed_version = $3::bigint, content = '', description = ''
    where agent_id = $1::uuid and deleted_at is null and number in (select jsonb_array_elements_text($2::jsonb)::int)
    returning number),
  drafts as (delete from article_drafts where agent_id = $1::uuid and article_number in (select number from gone)),
  urls as (delete from article_lang_urls where agent_id = $1::uuid and article_number in (select number from gone))
  select number from gone order by number`;

/**
 * Deletes those of the articles that exist and gives their numbers. What remains is a tombstone, which tells warm nodes
 * of it, and the versions: replies that were given still cite them.
 */
export async function deleteArticles(
  query: NamedQuery,
  agentId: string,
  numbers: readonly number[],
  stamp: { readonly changedVersion: number; readonly at: Date },
): Promise<number[]> {
  const values = [agentId, JSON.stringify(numbers), stamp.changedVersion, stamp.at];
  const rows = await query<{ number: number }>('articles-delete', DELETE, values);
  return rows.map((row) => row.number);
}
