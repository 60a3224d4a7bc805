import type { Chatbot } from '@parley/protocol/api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ExternalLink } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { agentSettingsKey, agentsQuery } from '../../session/agents.ts';
import { useInbox, useMay } from '../../session/inbox-session.tsx';
import { problemOf } from '../../session/problem-of.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Menu, MenuItem, MenuLink, MenuSeparator } from '../../ui/menu.tsx';
import { tell, tellProblem } from '../../ui/toast.tsx';

/** What may follow each state, the likeliest first. */
const NEXT: Readonly<Record<Chatbot['status'], readonly Chatbot['status'][]>> = {
  draft: ['active', 'archived'],
  active: ['paused', 'archived'],
  paused: ['active', 'archived'],
  archived: ['active'],
};

/** Puts an agent to work, stops it, or puts it away. */
export function AgentStateMenu({ agent }: { readonly agent: Chatbot }) {
  const { t } = useTranslation('agents');
  const mayManage = useMay('agents.manage');
  const [isArchiving, setIsArchiving] = useState(false);
  const change = useStateChange(agent);
  const choose = (status: Chatbot['status']): void => {
    if (status === 'archived') setIsArchiving(true);
    else change.mutate(status);
  };
  return (
    <>
      <Menu align="end" trigger={<Button isBusy={change.isPending}>{t('more')}</Button>}>
        {mayManage &&
          NEXT[agent.status].map((status) => (
            <MenuItem key={status} isDangerous={status === 'archived'} onSelect={() => choose(status)}>
              {t(`to.${status}`)}
            </MenuItem>
          ))}
        {mayManage && <MenuSeparator />}
        <MenuLink href={agent.url}>
          {t('chatPage')}
          <ExternalLink aria-hidden className="size-4" />
        </MenuLink>
      </Menu>
      {isArchiving && (
        <ConfirmDialog
          title={t('archiveTitle', { name: agent.name })}
          text={t('archiveText')}
          action={t('to.archived')}
          isBusy={change.isPending}
          onConfirm={() => change.mutate('archived', { onSettled: () => setIsArchiving(false) })}
          onClose={() => setIsArchiving(false)}
        />
      )}
    </>
  );
}

function useStateChange(agent: Chatbot) {
  const { t } = useTranslation('agents');
  const { client } = useInbox();
  const queries = useQueryClient();
  const { queryKey } = agentsQuery(client.workspaceId);
  return useMutation({
    mutationFn: (status: Chatbot['status']) =>
      client.call('update-chatbot', { params: { id: agent.id }, body: { status } }),
    onSuccess: (changed) => {
      queries.setQueryData(queryKey, (list) => list?.map((one) => (one.id === changed.id ? changed : one)));
      // The state belongs to the version over which settings are saved.
      void queries.invalidateQueries({ queryKey: agentSettingsKey(client.workspaceId, changed.id) });
      tell(t('changed', { name: changed.name, state: t(`states.${changed.status}`) }));
    },
    onError: (error) => tellProblem(problemOf(error)),
  });
}
