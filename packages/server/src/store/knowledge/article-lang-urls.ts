import type { NamedQuery } from '../conversations/save-conversation.ts';

/** Which link: an article's, for readers of a language (a lower-case tag). */
export type LangUrlKey = { readonly agentId: string; readonly articleNumber: number; readonly language: string };

const keyValues = ({ agentId, articleNumber, language }: LangUrlKey) => [agentId, articleNumber, language];
const THE_URL = 'agent_id = $1::uuid and article_number = $2::int and language = $3::text';

/** The link; null when there is none. */
export async function findArticleLangUrl(query: NamedQuery, key: LangUrlKey): Promise<string | null> {
  const text = `select url from article_lang_urls where ${THE_URL}`;
  const [row] = await query<{ url: string }>('lang-url-find', text, keyValues(key));
  return row?.url ?? null;
}

/** Sets the link, whether or not there was one. */
export async function saveArticleLangUrl(query: NamedQuery, key: LangUrlKey, url: string): Promise<void> {
  await query(
    'lang-url-save',
    `insert into article_lang_urls values ($1::uuid, $2::int, $3::text, $4::text)
     on conflict (agent_id, article_number, language) do update set url = excluded.url`,
    [...keyValues(key), url],
  );
}

/** Deletes the link. */
export async function deleteArticleLangUrl(query: NamedQuery, key: LangUrlKey): Promise<void> {
  await query('lang-url-delete', `delete from article_lang_urls where ${THE_URL}`, keyValues(key));
}

/** Stamps an article whose links changed, so that warm nodes read it anew. */
export async function touchArticle(query: NamedQuery, key: LangUrlKey, changedVersion: number): Promise<void> {
  const text = 'update articles set changed_version = $3::bigint where agent_id = $1::uuid and number = $2::int';
  await query('article-touch', text, [key.agentId, key.articleNumber, changedVersion]);
}
