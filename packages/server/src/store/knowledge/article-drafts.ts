import type { Actor } from '@parley/protocol';
import type { NamedQuery } from '../conversations/save-conversation.ts';

export type ArticleKey = { readonly agentId: string; readonly number: number };

/** Changes of an article that are not published. */
export type ArticleDraft = {
  readonly number: number;
  readonly title: string;
  readonly description: string;
  readonly content: string;
  readonly tags: readonly string[];
  readonly basedOnVersion: number | null;
  readonly author: Actor;
  readonly updatedAt: Date;
};

/** A draft, and the version that is published now. */
export type FoundDraft = ArticleDraft & { readonly currentVersion: number | null };

const COLUMNS = `d.article_number as number, d.title, d.description, d.content, d.tags,
  d.based_on_version as "basedOnVersion", d.author, d.updated_at as "updatedAt", x.version as "currentVersion"`;
const FROM = `from article_drafts d
  join articles x on x.agent_id = d.agent_id and x.number = d.article_number and x.deleted_at is null`;

/** The draft of an article; null when it has none. */
export async function findArticleDraft(query: NamedQuery, { agentId, number }: ArticleKey): Promise<FoundDraft | null> {
  const [row] = await query<FoundDraft>(
    'article-draft',
    `select ${COLUMNS} ${FROM} where d.agent_id = $1::uuid and d.article_number = $2::int`,
    [agentId, number],
  );
  return row ?? null;
}

/** An agent's drafts, the latest first, at most `limit`. */
export async function listArticleDrafts(query: NamedQuery, agentId: string, limit: number): Promise<FoundDraft[]> {
  return query<FoundDraft>(
    'article-drafts',
    `select ${COLUMNS} ${FROM} where d.agent_id = $1::uuid order by d.updated_at desc, d.article_number limit $2::int`,
    [agentId, limit],
  );
}

/** Keeps a draft in place of the one before. */
export async function saveArticleDraft(query: NamedQuery, agentId: string, draft: ArticleDraft): Promise<void> {
  await query(
    'article-draft-save',
    `insert into article_drafts
       (agent_id, article_number, title, description, content, tags, based_on_version, author, updated_at)
     values ($1::uuid, $2::int, $3::text, $4::text, $5::text,
       array(select jsonb_array_elements_text($6::jsonb)), $7::int, $8::jsonb, $9::timestamptz)
     on conflict (agent_id, article_number) do update set title = excluded.title, description = excluded.description,
       content = excluded.content, tags = excluded.tags, based_on_version = excluded.based_on_version,
       author = excluded.author, updated_at = excluded.updated_at`,
    [
      agentId,
      draft.number,
      draft.title,
      draft.description,
      draft.content,
      JSON.stringify(draft.tags),
      draft.basedOnVersion,
      JSON.stringify(draft.author),
      draft.updatedAt,
    ],
  );
}

/** Removes the draft of an article, if it has one. */
export async function deleteArticleDraft(query: NamedQuery, { agentId, number }: ArticleKey): Promise<void> {
  const text = 'delete from article_drafts where agent_id = $1::uuid and article_number = $2::int';
  await query('article-draft-delete', text, [agentId, number]);
}
