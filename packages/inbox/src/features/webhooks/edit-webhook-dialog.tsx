import type { WebhookEndpoint } from '@parley/protocol/api';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../form/form-dialog.tsx';
import { useForm } from '../../form/use-form.ts';
import { useInbox } from '../../session/inbox-session.tsx';
import { useRefreshWebhooks } from './use-webhooks.ts';
import { type WebhookDraft, WebhookFields } from './webhook-fields.tsx';

type EditWebhookDialogProps = { readonly webhook: WebhookEndpoint; readonly onClose: () => void };

/** Changes where an endpoint is and what it is told of. */
export function EditWebhookDialog({ webhook, onClose }: EditWebhookDialogProps) {
  const { t } = useTranslation('webhooks');
  const { client } = useInbox();
  const refresh = useRefreshWebhooks();
  const { id, url, events } = webhook;
  const stored: WebhookDraft = { url, description: webhook.description ?? '', events };
  const form = useForm({
    stored,
    send: (_draft, { events: chosen, description, ...rest }) =>
      client.call('update-webhook', {
        params: { id },
        body: {
          ...rest,
          ...(chosen ? { events: [...chosen] } : {}),
          ...(description === undefined ? {} : { description: description || null }),
        },
      }),
    onDone: async () => {
      onClose();
      await refresh();
    },
  });
  return (
    <FormDialog title={t('editTitle')} width="wide" form={form} action={t('common:save')} onClose={onClose}>
      <WebhookFields form={form} />
    </FormDialog>
  );
}
