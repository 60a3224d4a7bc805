import type { WebhookDeliveryDetail, WebhookEndpoint } from '@parley/protocol/api';
import { useNavigate } from '@tanstack/react-router';
import { Ellipsis, KeyRound, Pause, Pencil, Play, Send, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useInbox } from '../../session/inbox-session.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Menu, MenuItem, MenuSeparator } from '../../ui/menu.tsx';
import { SecretDialog } from '../../ui/secret-dialog.tsx';
import { EditWebhookDialog } from './edit-webhook-dialog.tsx';
import { useWebhookAct } from './use-webhooks.ts';

type WebhookActionsProps = {
  readonly webhook: WebhookEndpoint;
  readonly onTested: (delivery: WebhookDeliveryDetail) => void;
};

/** What can be done with an endpoint. */
export function WebhookActions({ webhook, onTested }: WebhookActionsProps) {
  const { t } = useTranslation('webhooks');
  const { id, is_active: isActive } = webhook;
  const [open, setOpen] = useState<'edit' | 'rotate' | 'delete' | null>(null);
  const close = (): void => setOpen(null);
  const test = useWebhookAct((client) => client.call('test-webhook', { params: { id } }));
  const pause = useWebhookAct((client, isOn: boolean) =>
    client.call('update-webhook', { params: { id }, body: { is_active: isOn } }),
  );
  return (
    <div className="flex flex-wrap gap-2">
      <Button icon={Send} isBusy={test.isPending} onClick={() => test.mutate(undefined, { onSuccess: onTested })}>
        {t('test')}
      </Button>
      <Button icon={isActive ? Pause : Play} isBusy={pause.isPending} onClick={() => pause.mutate(!isActive)}>
        {isActive ? t('pause') : t('resume')}
      </Button>
      <Menu align="end" trigger={<Button icon={Ellipsis} aria-label={t('more')} />}>
        <MenuItem icon={Pencil} onSelect={() => setOpen('edit')}>
          {t('edit')}
        </MenuItem>
        <MenuItem icon={KeyRound} onSelect={() => setOpen('rotate')}>
          {t('rotate')}
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon={Trash2} isDangerous onSelect={() => setOpen('delete')}>
          {t('delete')}
        </MenuItem>
      </Menu>
      {open === 'edit' && <EditWebhookDialog webhook={webhook} onClose={close} />}
      {open === 'rotate' && <RotateDialog id={id} onClose={close} />}
      {open === 'delete' && <DeleteDialog webhook={webhook} onClose={close} />}
    </div>
  );
}

function RotateDialog({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const { t } = useTranslation('webhooks');
  const { mutate, isPending, data } = useWebhookAct((client) =>
    client.call('rotate-webhook-secret', { params: { id } }),
  );
  if (data) {
    return (
      <SecretDialog
        title={t('rotated')}
        text={t('secretText')}
        label={t('secret')}
        secret={data.secret}
        onClose={onClose}
      />
    );
  }
  return (
    <ConfirmDialog
      title={t('rotateTitle')}
      text={t('rotateText')}
      action={t('rotate')}
      isDangerous={false}
      isBusy={isPending}
      onConfirm={() => mutate(undefined)}
      onClose={onClose}
    />
  );
}

function DeleteDialog({ webhook, onClose }: { readonly webhook: WebhookEndpoint; readonly onClose: () => void }) {
  const { t } = useTranslation('webhooks');
  const { client } = useInbox();
  const navigate = useNavigate();
  const params = { workspace: client.workspaceId };
  const { mutate, isPending } = useWebhookAct(async (caller) => {
    await caller.call('delete-webhook', { params: { id: webhook.id } });
    // Before the screen of what is gone is read again.
    await navigate({ to: '/$workspace/settings/webhooks', params });
  });
  return (
    <ConfirmDialog
      title={t('deleteTitle')}
      text={t('deleteText', { url: webhook.url })}
      action={t('delete')}
      isBusy={isPending}
      onConfirm={() => mutate(undefined)}
      onClose={onClose}
    />
  );
}
