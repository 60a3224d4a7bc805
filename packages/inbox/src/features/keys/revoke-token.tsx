import type { AgentToken } from '@parley/protocol/api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useInbox } from '../../session/inbox-session.tsx';
import { problemOf } from '../../session/problem-of.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { tellProblem } from '../../ui/toast.tsx';
import { agentTokensQuery } from './use-agent-tokens.ts';

/** Revokes a token, after it was asked for once more. */
export function RevokeToken({ token, agentId }: { readonly token: AgentToken; readonly agentId: string }) {
  const { t } = useTranslation('keys');
  const { client } = useInbox();
  const queries = useQueryClient();
  const [isAsking, setIsAsking] = useState(false);
  const { mutate, isPending } = useMutation({
    mutationFn: () => client.call('revoke-agent-token', { params: { chatbot_id: agentId, token_id: token.id } }),
    onError: (error) => tellProblem(problemOf(error)),
    onSettled: () => {
      setIsAsking(false);
      return queries.invalidateQueries({ queryKey: agentTokensQuery(client, agentId).queryKey });
    },
  });
  const { name } = token;
  return (
    <>
      <Button kind="plain" aria-label={t('revokeOf', { name })} onClick={() => setIsAsking(true)}>
        {t('revoke')}
      </Button>
      {isAsking && (
        <ConfirmDialog
          title={t('revokeTitle', { name })}
          text={t('revokeTokenText')}
          action={t('revoke')}
          isBusy={isPending}
          onConfirm={() => mutate()}
          onClose={() => setIsAsking(false)}
        />
      )}
    </>
  );
}
