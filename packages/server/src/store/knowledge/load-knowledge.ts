import { type LiveArticle, passagesOf } from '../../domain/knowledge/article-text.ts';
import type { Passage } from '../../domain/knowledge/passage.ts';
import type { NamedQuery } from '../conversations/save-conversation.ts';

/** What became of an agent's articles after some version. */
export type LoadedChanges = {
  readonly version: number;
  readonly changedArticleIds: readonly string[];
  readonly passages: readonly Passage[];
};

export type StoredIndex = { readonly version: number; readonly blob: Buffer };

/** The stored knowledge, as the retriever loads it. */
export type KnowledgeStore = {
  readChanges(agentId: string, since: number | null): Promise<LoadedChanges>;
  readBlob(agentId: string): Promise<StoredIndex | null>;
  blobVersion(agentId: string): Promise<number | null>;
  writeBlob(agentId: string, index: StoredIndex): Promise<void>;
};

// One statement is one snapshot: the version and the articles that make it are read together.
const CHANGES = `select a.knowledge_version, x.id as "articleId", x.number as "articleNumber", x.live,
    v.version as "articleVersion", v.title, x.url, x.tags, x.language, v.plain_text as "plainText", v.passages,
    (select jsonb_object_agg(l.language, l.url) from article_lang_urls l
      where l.agent_id = x.agent_id and l.article_number = x.number and x.live) as "languageUrls"
  from agents a
  left join articles x on x.agent_id = a.id and x.changed_version > $2::bigint and (x.live or $2::bigint > 0)
  left join article_versions v on v.agent_id = x.agent_id and v.article_number = x.number and v.version = x.version and x.live
  where a.id = $1::uuid order by x.number`;

type ChangedRow = { knowledge_version: number; articleId: string | null; live: boolean } & Omit<
  LiveArticle,
  'languageUrls'
> & { languageUrls: Record<string, string> | null };

/** Reads and writes what the retriever keeps of agents' knowledge. */
export function knowledgeStore(query: NamedQuery): KnowledgeStore {
  return {
    async readChanges(agentId, since) {
      const rows = await query<ChangedRow>('knowledge-changes', CHANGES, [agentId, since ?? 0]);
      const changed = rows.filter((row) => row.articleId !== null);
      return {
        version: rows[0]?.knowledge_version ?? 0,
        changedArticleIds: changed.map((row) => row.articleId ?? ''),
        passages: changed.filter((row) => row.live).flatMap((row) => passagesOf(liveArticle(row))),
      };
    },
    async readBlob(agentId) {
      const text = 'select version, blob from knowledge_indexes where agent_id = $1::uuid';
      const [row] = await query<StoredIndex>('knowledge-blob', text, [agentId]);
      return row ?? null;
    },
    async blobVersion(agentId) {
      const text = 'select version from knowledge_indexes where agent_id = $1::uuid';
      const [row] = await query<{ version: number }>('knowledge-blob-version', text, [agentId]);
      return row?.version ?? null;
    },
    async writeBlob(agentId, { version, blob }) {
      // Two nodes may write at once: the newer one stays.
      await query(
        'knowledge-blob-write',
        `insert into knowledge_indexes (agent_id, version, blob) values ($1::uuid, $2::bigint, $3::bytea)
         on conflict (agent_id) do update set version = excluded.version, blob = excluded.blob
         where knowledge_indexes.version <= excluded.version`,
        [agentId, version, blob],
      );
    },
  };
}

function liveArticle(row: ChangedRow): LiveArticle {
  const { knowledge_version: _, live: _live, articleId, languageUrls, ...article } = row;
  return { ...article, articleId: articleId ?? '', ...(languageUrls ? { languageUrls } : {}) };
}
