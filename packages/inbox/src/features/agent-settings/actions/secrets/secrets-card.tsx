import type { AiAction, AiActionSecret } from '@parley/protocol/api';
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { KeyRound, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useInbox, useMay } from '../../../../session/inbox-session.tsx';
import { problemOf } from '../../../../session/problem-of.ts';
import { Button, IconButton } from '../../../../ui/button.tsx';
import { ConfirmDialog } from '../../../../ui/confirm-dialog.tsx';
import { Instant } from '../../../../ui/instant.tsx';
import { Card } from '../../../../ui/page.tsx';
import { tellProblem } from '../../../../ui/toast.tsx';
import { secretsQuery } from '../use-actions.ts';
import { SecretDialog } from './secret-dialog.tsx';

type SecretsCardProps = { readonly agentId: string; readonly actions: readonly AiAction[] };
type Opened = { readonly to: 'set' | 'delete'; readonly name: string | null };

/** The secrets of an agent's actions by name: set, replaced and deleted, and never shown. */
export function SecretsCard({ agentId, actions }: SecretsCardProps) {
  const { t } = useTranslation('actions');
  const { client } = useInbox();
  const mayManage = useMay('agents.manage');
  const { data: secrets } = useSuspenseQuery(secretsQuery(client, agentId));
  const [opened, setOpened] = useState<Opened | null>(null);
  const close = (): void => setOpened(null);
  return (
    <Card
      title={t('secrets')}
      text={t('secretsText')}
      actions={
        mayManage && (
          <Button icon={Plus} onClick={() => setOpened({ to: 'set', name: null })}>
            {t('newSecret')}
          </Button>
        )
      }
    >
      {secrets.length === 0 && <p className="text-soft">{t('noSecrets')}</p>}
      <ul className="divide-y divide-line empty:hidden">
        {secrets.map((secret) => (
          <SecretRow
            key={secret.name}
            secret={secret}
            actions={actions}
            onOpen={mayManage ? (to) => setOpened({ to, name: secret.name }) : null}
          />
        ))}
      </ul>
      {opened?.to === 'set' && <SecretDialog agentId={agentId} name={opened.name} onClose={close} />}
      {opened?.to === 'delete' && <DeleteDialog agentId={agentId} name={opened.name ?? ''} onClose={close} />}
    </Card>
  );
}

type SecretRowProps = {
  readonly secret: AiActionSecret;
  readonly actions: readonly AiAction[];
  /** Null for who may look only. */
  readonly onOpen: ((to: Opened['to']) => void) | null;
};

function SecretRow({ secret, actions, onOpen }: SecretRowProps) {
  const { t, i18n } = useTranslation('actions');
  const { name } = secret;
  const users = actions.filter(({ id }) => secret.used_by.includes(id)).map((action) => action.name);
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
      <KeyRound aria-hidden className="size-4 shrink-0 text-soft" />
      <div className="min-w-40 flex-1">
        <code dir="ltr" className="break-all font-mono">
          {name}
        </code>
        <p className="text-soft text-sm">
          {users.length === 0 ? t('unused') : t('usedBy', { names: new Intl.ListFormat(i18n.language).format(users) })}
          {' · '}
          {t('setAt')} <Instant at={secret.updated_at} />
        </p>
      </div>
      {onOpen && (
        <span className="ms-auto flex items-center gap-1">
          <Button aria-label={t('replaceTitle', { name })} onClick={() => onOpen('set')}>
            {t('replace')}
          </Button>
          <IconButton icon={Trash2} label={t('deleteSecret', { name })} onClick={() => onOpen('delete')} />
        </span>
      )}
    </li>
  );
}

type DeleteDialogProps = { readonly agentId: string; readonly name: string; readonly onClose: () => void };

function DeleteDialog({ agentId, name, onClose }: DeleteDialogProps) {
  const { t } = useTranslation('actions');
  const { client } = useInbox();
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: () => client.agent(agentId)('delete-ai-action-secret', { params: { name } }),
    onError: (error) => tellProblem(problemOf(error)),
    onSettled: async () => {
      await queries.invalidateQueries({ queryKey: secretsQuery(client, agentId).queryKey });
      onClose();
    },
  });
  return (
    <ConfirmDialog
      title={t('deleteSecretTitle', { name })}
      text={t('deleteSecretText')}
      action={t('delete')}
      isBusy={remove.isPending}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    />
  );
}
