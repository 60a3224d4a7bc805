import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../form/form-dialog.tsx';
import { useForm } from '../../form/use-form.ts';
import { useInbox } from '../../session/inbox-session.tsx';
import { SecretDialog } from '../../ui/secret-dialog.tsx';
import { useRefreshWebhooks } from './use-webhooks.ts';
import { type WebhookDraft, WebhookFields } from './webhook-fields.tsx';

const FIRST: WebhookDraft = { url: '', description: '', events: ['conversation.created', 'message.created'] };

/** Makes an endpoint, shows its secret this once, and goes on to it. */
export function CreateWebhookDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('webhooks');
  const { client } = useInbox();
  const navigate = useNavigate();
  const refresh = useRefreshWebhooks();
  const [made, setMade] = useState<{ readonly id: string; readonly secret: string } | null>(null);
  const form = useForm({
    stored: FIRST,
    send: ({ url, description, events }) =>
      client.call('create-webhook', { body: { url, description: description || null, events: [...events] } }),
    onDone: ({ id, secret }) => {
      setMade({ id, secret });
      void refresh();
    },
  });
  if (made) {
    const params = { workspace: client.workspaceId, webhook: made.id };
    const goOn = (): void => {
      onClose();
      void navigate({ to: '/$workspace/settings/webhooks/$webhook', params });
    };
    return (
      <SecretDialog title={t('made')} text={t('secretText')} label={t('secret')} secret={made.secret} onClose={goOn} />
    );
  }
  return (
    <FormDialog title={t('create')} width="wide" form={form} action={t('createAction')} onClose={onClose}>
      <WebhookFields form={form} />
    </FormDialog>
  );
}
