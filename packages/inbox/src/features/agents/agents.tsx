import type { Chatbot } from '@parley/protocol/api';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Bot, Plus } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { agentsQuery } from '../../session/agents.ts';
import { useInbox, useMay } from '../../session/inbox-session.tsx';
import { problemOf } from '../../session/problem-of.ts';
import { Ago } from '../../ui/ago.tsx';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog, DialogActions } from '../../ui/dialog.tsx';
import { Empty } from '../../ui/empty.tsx';
import { TextField } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { Waiting } from '../../ui/waiting.tsx';

/** How the state of an agent looks. */
export const AGENT_TONES: Readonly<Record<Chatbot['status'], Tone>> = {
  active: 'good',
  draft: 'neutral',
  paused: 'fair',
  archived: 'neutral',
};

/** The agents of the workspace. */
export function AgentsScreen() {
  const { t } = useTranslation('agents');
  const { client } = useInbox();
  const mayManage = useMay('agents.manage');
  const [isCreating, setIsCreating] = useState(false);
  const { data, error } = useQuery(agentsQuery(client.workspaceId));
  const create = (
    <Button kind="primary" icon={Plus} onClick={() => setIsCreating(true)}>
      {t('create')}
    </Button>
  );
  return (
    <Page title={t('title')} text={t('text')} actions={mayManage && create}>
      {error && <Notice tone="bad">{problemOf(error)}</Notice>}
      {!data && !error && <Waiting />}
      {data?.length === 0 && <Empty icon={Bot} title={t('none')} text={t('noneText')} />}
      <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
        {data?.map((agent) => (
          <AgentCard key={agent.id} agent={agent} />
        ))}
      </ul>
      <Dialog isOpen={isCreating} onClose={() => setIsCreating(false)} title={t('create')} text={t('createText')}>
        <CreateForm onDone={() => setIsCreating(false)} />
      </Dialog>
    </Page>
  );
}

function AgentCard({ agent }: { readonly agent: Chatbot }) {
  const { t } = useTranslation('agents');
  const { client } = useInbox();
  return (
    <li>
      <Link
        to="/$workspace/agents/$agent"
        params={{ workspace: client.workspaceId, agent: agent.id }}
        className="flex h-full flex-col gap-2 rounded-lg border border-line bg-surface p-4 text-ink no-underline hover:bg-hover"
      >
        <span className="flex items-center gap-2">
          <Bot aria-hidden className="size-5 shrink-0 text-soft" />
          <span className="min-w-0 flex-1 truncate font-semibold" dir="auto">
            {agent.name}
          </span>
          <Badge tone={AGENT_TONES[agent.status]}>{t(`states.${agent.status}`)}</Badge>
        </span>
        <span className="text-soft text-sm">{t('conversations', { count: agent.conversation_count })}</span>
        {agent.last_active_at && (
          <span className="text-soft text-sm">
            {t('lastActive')} <Ago at={agent.last_active_at} />
          </span>
        )}
      </Link>
    </li>
  );
}

function CreateForm({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation('agents');
  const { client } = useInbox();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const create = useMutation({
    mutationFn: () => client.call('create-chatbot', { body: { name, status: 'draft' } }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: agentsQuery(client.workspaceId).queryKey });
      onDone();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    create.mutate();
  };
  return (
    <form className="flex flex-col gap-3" onSubmit={submit}>
      <TextField
        label={t('name')}
        value={name}
        required
        maxLength={200}
        problem={create.error ? problemOf(create.error) : undefined}
        onChange={({ target }) => setName(target.value)}
      />
      <DialogActions>
        <Button type="submit" kind="primary" isBusy={create.isPending}>
          {t('create')}
        </Button>
      </DialogActions>
    </form>
  );
}
