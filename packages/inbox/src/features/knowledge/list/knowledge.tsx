import type { Article } from '@parley/protocol/api';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { BookOpenText, Plus } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useInbox, useMay } from '../../../session/inbox-session.tsx';
import { problemOf } from '../../../session/problem-of.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { SelectField, TextField } from '../../../ui/field.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Waiting } from '../../../ui/waiting.tsx';
import { articlesKey } from '../article-query.ts';
import { RetrievalBox } from '../retrieval/retrieval-box.tsx';
import { UploadFiles } from './upload-files.tsx';

const PAGE = 50;

/** What an agent knows: its articles, files that become articles, and what would be found for a question. */
export function KnowledgeScreen({ agentId }: { readonly agentId: string }) {
  const { t } = useTranslation('knowledge');
  const mayManage = useMay('agents.manage');
  const [search, setSearch] = useState('');
  const [tag, setTag] = useState('');
  const list = useArticles(agentId, { search: useDeferredValue(search.trim()), tag });
  const articles = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const isFiltered = search !== '' || tag !== '';
  return (
    <div className="grid gap-4 p-4 md:p-8 xl:grid-cols-[minmax(0,1fr)_26rem]">
      <div className="flex min-w-0 flex-col gap-4">
        <div className="flex flex-wrap items-end gap-3">
          <div className="min-w-48 flex-1">
            <TextField
              type="search"
              label={t('search')}
              value={search}
              onChange={({ target }) => setSearch(target.value)}
            />
          </div>
          <TagFilter agentId={agentId} value={tag} onChange={setTag} />
          {mayManage && <NewArticle agentId={agentId} />}
        </div>
        {mayManage && <UploadFiles agentId={agentId} />}
        {list.error && <Notice tone="bad">{problemOf(list.error)}</Notice>}
        {list.isPending && <Waiting />}
        {list.data && articles.length === 0 && (
          <Empty
            icon={BookOpenText}
            title={t(isFiltered ? 'nothingFound' : 'none')}
            text={isFiltered ? '' : t('noneText')}
          />
        )}
        <ArticleList agentId={agentId} articles={articles} />
        {list.hasNextPage && (
          <Button isBusy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('more')}
          </Button>
        )}
      </div>
      <RetrievalBox agentId={agentId} />
    </div>
  );
}

function useArticles(agentId: string, { search, tag }: { readonly search: string; readonly tag: string }) {
  const { client } = useInbox();
  return useInfiniteQuery({
    queryKey: [...articlesKey(client, agentId), search, tag],
    queryFn: ({ pageParam }) =>
      client.agent(agentId)('list-articles', {
        query: { limit: PAGE, offset: pageParam, ...(search ? { search } : {}), ...(tag ? { tags: tag } : {}) },
      }),
    initialPageParam: 0,
    getNextPageParam: ({ count }, pages) => (pages.length * PAGE < count ? pages.length * PAGE : undefined),
    placeholderData: keepPreviousData,
  });
}

type TagFilterProps = {
  readonly agentId: string;
  readonly value: string;
  readonly onChange: (tag: string) => void;
};

function TagFilter({ agentId, value, onChange }: TagFilterProps) {
  const { t } = useTranslation('knowledge');
  const { client } = useInbox();
  const { data: tags = [] } = useQuery({
    queryKey: [...articlesKey(client, agentId), 'tags'],
    queryFn: async () => (await client.agent(agentId)('list-tags', { query: { limit: 100 } })).items,
  });
  if (tags.length === 0) return null;
  const options = tags.map(({ name, article_count: count }) => ({ value: name, label: `${name} (${count})` }));
  return (
    <SelectField
      label={t('tag')}
      value={value}
      options={[{ value: '', label: t('allTags') }, ...options]}
      onChange={onChange}
    />
  );
}

function NewArticle({ agentId }: { readonly agentId: string }) {
  const { t } = useTranslation('knowledge');
  const { client } = useInbox();
  return (
    <Link
      to="/$workspace/agents/$agent/knowledge/$article"
      params={{ workspace: client.workspaceId, agent: agentId, article: 'new' }}
      className="inline-flex min-h-9 items-center gap-2 rounded-md bg-accent px-3 py-1.5 font-medium text-on-accent no-underline"
    >
      <Plus aria-hidden className="size-4" />
      {t('new')}
    </Link>
  );
}

function ArticleList({ agentId, articles }: { readonly agentId: string; readonly articles: readonly Article[] }) {
  const { t } = useTranslation('knowledge');
  const { client } = useInbox();
  if (articles.length === 0) return null;
  return (
    <ul aria-label={t('articles')} className="overflow-hidden rounded-lg border border-line bg-surface">
      {articles.map((article) => (
        <li key={article.id} className="border-line border-b last:border-0">
          <Link
            to="/$workspace/agents/$agent/knowledge/$article"
            params={{ workspace: client.workspaceId, agent: agentId, article: String(article.id) }}
            className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-3 text-ink no-underline hover:bg-hover"
          >
            <span className="min-w-40 flex-1">
              <bdi className="block truncate font-medium">{article.title || t('untitled')}</bdi>
              <bdi className="block truncate text-soft text-sm">
                {article.description || article.content.slice(0, 160)}
              </bdi>
            </span>
            {article.tags.slice(0, 3).map((tag) => (
              <Badge key={tag}>{tag}</Badge>
            ))}
            {article.type === 'URL' && <Badge>{t('imported')}</Badge>}
            <Badge tone={article.state === 'ready' ? 'good' : 'neutral'}>{t(`states.${article.state}`)}</Badge>
          </Link>
        </li>
      ))}
    </ul>
  );
}
