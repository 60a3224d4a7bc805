import { Link, useNavigate } from '@tanstack/react-router';
import { ChevronLeft } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useInbox } from '../../../session/inbox-session.tsx';
import { isMissing, problemOf } from '../../../session/problem-of.ts';
import { Empty } from '../../../ui/empty.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Waiting } from '../../../ui/waiting.tsx';
import { ArticleUsage } from './article-usage.tsx';
import { EditedArticle } from './edited-article.tsx';
import { ImportedArticle } from './imported-article.tsx';
import { NewArticle } from './new-article.tsx';
import { useArticle } from './use-article.ts';
import { Versions } from './versions.tsx';

type ArticleScreenProps = {
  readonly agentId: string;
  /** Its number, or `new`. */
  readonly article: string;
};

/** One article: its text, what it was before, and which answers came from it. */
export function ArticleScreen({ agentId, article }: ArticleScreenProps) {
  const { t } = useTranslation('knowledge');
  const { client } = useInbox();
  const number = Number(article);
  return (
    <div className="mx-auto flex max-w-5xl flex-col gap-4 p-4 md:p-8">
      <Link
        to="/$workspace/agents/$agent/knowledge"
        params={{ workspace: client.workspaceId, agent: agentId }}
        className="flex w-fit items-center gap-1 text-sm text-soft no-underline hover:text-ink"
      >
        <ChevronLeft aria-hidden className="size-4 rtl:rotate-180" />
        {t('articles')}
      </Link>
      {article === 'new' ? <NewArticle agentId={agentId} /> : <Existing agentId={agentId} number={number} />}
    </div>
  );
}

function Existing({ agentId, number }: { readonly agentId: string; readonly number: number }) {
  const { t } = useTranslation('knowledge');
  const { client } = useInbox();
  const navigate = useNavigate();
  const actions = useArticle(agentId, number);
  const { data, error } = actions.opened;
  if (isMissing(error)) return <Empty title={t('missing')} />;
  if (error) return <Notice tone="bad">{problemOf(error)}</Notice>;
  if (!data) return <Waiting />;
  const leave = (): void =>
    void navigate({
      to: '/$workspace/agents/$agent/knowledge',
      params: { workspace: client.workspaceId, agent: agentId },
      // What was typed is gone with the article.
      ignoreBlocker: true,
    });
  return (
    <>
      {data.article.type === 'URL' ? (
        <ImportedArticle article={data.article} actions={actions} onGone={leave} />
      ) : (
        <EditedArticle key={number} opened={data} actions={actions} onGone={leave} />
      )}
      <Versions agentId={agentId} number={number} onRestored={() => void actions.readAgain()} />
      <ArticleUsage agentId={agentId} number={number} />
    </>
  );
}
