import type { Retrieval } from '@parley/protocol/api';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Search } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useInbox } from '../../../session/inbox-session.tsx';
import { problemOf } from '../../../session/problem-of.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/field.tsx';
import { Markdown } from '../../../ui/markdown/markdown.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Card } from '../../../ui/page.tsx';

/** Shows what would be found for a question, and what the built-in model would make of it. Nothing is stored. */
export function RetrievalBox({ agentId }: { readonly agentId: string }) {
  const { t } = useTranslation('knowledge');
  const { client } = useInbox();
  const [question, setQuestion] = useState('');
  const look = useMutation({
    mutationFn: () => client.call('try-retrieval', { params: { chatbot_id: agentId }, body: { question } }),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    look.mutate();
  };
  return (
    <div className="xl:sticky xl:top-4 xl:self-start">
      <Card title={t('retrieval.title')} text={t('retrieval.text')}>
        <form onSubmit={submit} className="flex items-end gap-2">
          <div className="min-w-0 flex-1">
            <TextField
              label={t('retrieval.question')}
              value={question}
              required
              onChange={({ target }) => setQuestion(target.value)}
            />
          </div>
          <Button type="submit" icon={Search} isBusy={look.isPending}>
            {t('retrieval.look')}
          </Button>
        </form>
        {look.error && (
          <Notice tone="bad" isNews>
            {problemOf(look.error)}
          </Notice>
        )}
        {look.data && <Found agentId={agentId} found={look.data} />}
      </Card>
    </div>
  );
}

function Found({ agentId, found }: { readonly agentId: string; readonly found: Retrieval }) {
  const { t } = useTranslation('knowledge');
  const { client } = useInbox();
  const { decision, passages } = found;
  return (
    <div aria-live="polite" className="flex flex-col gap-3">
      <div className="flex flex-col items-start gap-1 rounded-md bg-hover p-3">
        <Badge tone={decision.kind === 'unknown' ? 'fair' : 'good'}>{t(`retrieval.kinds.${decision.kind}`)}</Badge>
        <Markdown text={decision.text} />
      </div>
      {passages.length === 0 && <p className="text-soft">{t('retrieval.nothing')}</p>}
      <ol className="flex max-h-[30rem] flex-col gap-3 overflow-y-auto">
        {passages.map((passage) => (
          <li
            key={`${passage.article_id} ${passage.start}`}
            className="flex flex-col gap-1 border-line border-s-2 ps-3"
          >
            <span className="flex flex-wrap items-center gap-2">
              <Link
                to="/$workspace/agents/$agent/knowledge/$article"
                params={{ workspace: client.workspaceId, agent: agentId, article: String(passage.article_number) }}
              >
                <bdi>{passage.title || t('untitled')}</bdi>
              </Link>
              <span className="text-soft text-sm tabular-nums">{passage.score.toFixed(2)}</span>
              {passage.was_quoted && <Badge tone="accent">{t('retrieval.quoted')}</Badge>}
            </span>
            <span dir="auto" className="line-clamp-4 text-sm">
              {passage.text}
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}
