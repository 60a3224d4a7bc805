import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isSame } from '../../../form/draft.ts';
import { LeaveGuard } from '../../../form/leave-guard.tsx';
import { useInbox } from '../../../session/inbox-session.tsx';
import { problemOf } from '../../../session/problem-of.ts';
import { Button } from '../../../ui/button.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Card } from '../../../ui/page.tsx';
import { articlesKey } from '../article-query.ts';
import { ArticleFields } from './article-fields.tsx';
import { type ArticleText, EMPTY_TEXT } from './use-article.ts';

/** An article that is not stored yet: kept as a draft, or published at once. */
export function NewArticle({ agentId }: { readonly agentId: string }) {
  const { t } = useTranslation('knowledge');
  const [text, setText] = useState<ArticleText>(EMPTY_TEXT);
  const create = useCreate(agentId);
  const isEmpty = text.content.trim() === '';
  return (
    <Card title={t('new')}>
      <LeaveGuard isDirty={!isSame(text, EMPTY_TEXT)} />
      <ArticleFields text={text} isReadOnly={false} onChange={setText} />
      {create.error && (
        <Notice tone="bad" isNews>
          {problemOf(create.error)}
        </Notice>
      )}
      <div className="flex justify-end gap-2 border-line border-t pt-4">
        <Button disabled={isEmpty} isBusy={create.isPending} onClick={() => create.mutate({ ...text, state: 'draft' })}>
          {t('saveDraft')}
        </Button>
        <Button
          kind="primary"
          disabled={isEmpty}
          isBusy={create.isPending}
          onClick={() => create.mutate({ ...text, state: 'ready' })}
        >
          {t('publish')}
        </Button>
      </div>
    </Card>
  );
}

function useCreate(agentId: string) {
  const { client } = useInbox();
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (body: ArticleText & { readonly state: 'draft' | 'ready' }) =>
      client.agent(agentId)('create-article', { body }),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: articlesKey(client, agentId) });
      const params = { workspace: client.workspaceId, agent: agentId, article: String(id) };
      await navigate({
        to: '/$workspace/agents/$agent/knowledge/$article',
        params,
        replace: true,
        ignoreBlocker: true,
      });
    },
  });
}
