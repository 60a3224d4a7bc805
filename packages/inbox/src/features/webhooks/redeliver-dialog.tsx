import type { WebhookRedelivery } from '@parley/protocol/api';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../form/form-dialog.tsx';
import { useForm } from '../../form/use-form.ts';
import { useInbox } from '../../session/inbox-session.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog, DialogActions } from '../../ui/dialog.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { localMinute } from './local-minute.ts';
import { useRefreshWebhooks } from './use-webhooks.ts';

type Which = 'failed' | 'delivered' | 'all';
type Draft = { readonly since: string; readonly state: Which };
type RedeliverDialogProps = { readonly webhookId: string; readonly onClose: () => void };

const DAY_MS = 86_400_000;

/** Sends everything since a time again, and shows how far that has come. */
export function RedeliverDialog({ webhookId: id, onClose }: RedeliverDialogProps) {
  const { t } = useTranslation('webhooks');
  const { client } = useInbox();
  const [job, setJob] = useState<WebhookRedelivery | null>(null);
  const [stored] = useState<Draft>(() => ({ since: localMinute(Date.now() - DAY_MS), state: 'failed' }));
  const form = useForm({
    stored,
    send: ({ since, state }) =>
      client.call('redeliver-webhooks', {
        params: { id },
        body: { since: new Date(since).toISOString(), ...(state === 'all' ? {} : { state }) },
      }),
    onDone: setJob,
  });
  if (job) return <Progress begun={job} onClose={onClose} />;
  const { draft, set, problemOf } = form;
  return (
    <FormDialog
      title={t('redeliverSince')}
      text={t('redeliverText')}
      form={form}
      action={t('redeliverAction')}
      onClose={onClose}
    >
      <TextField
        label={t('since')}
        type="datetime-local"
        required
        value={draft.since}
        problem={problemOf('since')}
        onChange={(event) => set({ since: event.target.value || stored.since })}
      />
      <SelectField
        label={t('which')}
        value={draft.state}
        problem={problemOf('state')}
        options={(['failed', 'delivered', 'all'] as const).map((value) => ({ value, label: t(`whichOnes.${value}`) }))}
        onChange={(value) => set({ state: value as Which })}
      />
    </FormDialog>
  );
}

const AGAIN_MS = 500;

function Progress({ begun, onClose }: { readonly begun: WebhookRedelivery; readonly onClose: () => void }) {
  const { t } = useTranslation('webhooks');
  const { client } = useInbox();
  const refresh = useRefreshWebhooks();
  const params = { id: begun.endpoint_id, redelivery_id: begun.id };
  const { data: job } = useQuery({
    queryKey: ['webhook-redelivery', client.workspaceId, begun.id],
    queryFn: () => client.call('get-webhook-redelivery', { params }),
    initialData: begun,
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? AGAIN_MS : false),
  });
  const isDone = job.state === 'done';
  useEffect(() => {
    if (isDone) void refresh();
  }, [isDone, refresh]);
  const text = job.total === 0 ? t('nothingToRedeliver') : t('progress', { done: job.done, count: job.total });
  return (
    <Dialog isOpen onClose={onClose} title={t(isDone ? 'redelivered' : 'redelivering')}>
      <p role="status">{text}</p>
      {job.total > 0 && (
        <progress aria-label={text} value={job.done} max={job.total} className="w-full accent-(--accent)" />
      )}
      {!isDone && <p className="text-soft text-sm">{t('goesOn')}</p>}
      <DialogActions>
        <Button kind="primary" onClick={onClose}>
          {t('common:close')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
