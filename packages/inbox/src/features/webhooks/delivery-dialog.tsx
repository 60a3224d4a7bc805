import type { WebhookAttempt, WebhookDeliveryDetail } from '@parley/protocol/api';
import { useQuery } from '@tanstack/react-query';
import { RotateCcw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useInbox } from '../../session/inbox-session.tsx';
import { problemOf } from '../../session/problem-of.ts';
import { Button } from '../../ui/button.tsx';
import { CodeBlock } from '../../ui/code-block.tsx';
import { Dialog, DialogActions } from '../../ui/dialog.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Instant } from '../../ui/instant.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import { DeliveryBadge } from './delivery-badge.tsx';
import { readable } from './readable.ts';
import { useWebhookAct } from './use-webhooks.ts';

type DeliveryDialogProps = {
  readonly webhookId: string;
  readonly deliveryId: string;
  readonly onClose: () => void;
};

const AGAIN_MS = 1_000;

/** One delivery: what was sent, each attempt and what was answered; and a button that sends it again. */
export function DeliveryDialog({ webhookId: id, deliveryId, onClose }: DeliveryDialogProps) {
  const { t } = useTranslation('webhooks');
  const { client } = useInbox();
  const params = { id, delivery_id: deliveryId };
  const { data, error } = useQuery({
    queryKey: ['webhooks', client.workspaceId, id, 'delivery', deliveryId],
    queryFn: () => client.call('get-webhook-delivery', { params }),
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.state === 'waiting' ? AGAIN_MS : false),
  });
  const again = useWebhookAct((caller) => caller.call('redeliver-webhook-delivery', { params }));
  return (
    <Dialog isOpen onClose={onClose} title={data?.event ?? t('delivery')} width="wide">
      {error && <Notice tone="bad">{problemOf(error)}</Notice>}
      {!data && !error && <Waiting />}
      {data && <Delivery delivery={data} />}
      <DialogActions>
        <Button
          icon={RotateCcw}
          isBusy={again.isPending}
          disabled={data?.state === 'waiting'}
          onClick={() => again.mutate(undefined)}
        >
          {t('redeliver')}
        </Button>
        <Button kind="primary" onClick={onClose}>
          {t('common:close')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function Delivery({ delivery }: { readonly delivery: WebhookDeliveryDetail }) {
  const { t } = useTranslation('webhooks');
  return (
    <div className="flex flex-col gap-4">
      <Facts
        facts={[
          { label: t('state'), value: <DeliveryBadge state={delivery.state} /> },
          { label: t('created'), value: <Instant at={delivery.created_at} withSeconds /> },
          {
            label: t('deliveryId'),
            value: (
              <code dir="ltr" className="break-all font-mono text-sm">
                {delivery.id}
              </code>
            ),
          },
        ]}
      />
      <CodeBlock label={t('request')} copyLabel={t('copyRequest')} code={readable(delivery.request_body)} />
      <section>
        <h3 className="mb-2 font-medium">{t('attempts')}</h3>
        {delivery.attempt_log.length === 0 && <p className="text-soft">{t('noAttempts')}</p>}
        <ol className="flex flex-col gap-2">
          {delivery.attempt_log.toReversed().map((attempt, at) => (
            <Attempt key={attempt.number} attempt={attempt} isLatest={at === 0} />
          ))}
        </ol>
      </section>
    </div>
  );
}

function Attempt({ attempt, isLatest }: { readonly attempt: WebhookAttempt; readonly isLatest: boolean }) {
  const { t } = useTranslation('webhooks');
  const { number, at, duration_ms, outcome, message, response_status, response_headers, response_body } = attempt;
  const headers = Object.entries(response_headers ?? {}).map(([name, value]) => `${name}: ${value}`);
  return (
    <li>
      <details open={isLatest} className="rounded-md border border-line p-3">
        <summary>
          {t('attempt', { number })} · <Instant at={at} withSeconds /> ·{' '}
          <span className={outcome === 'ok' ? 'text-good' : 'text-bad'}>{t(`outcomes.${outcome}`)}</span>
          {response_status !== null && ` · ${t('status', { status: response_status })}`} ·{' '}
          {t('ms', { ms: duration_ms })}
        </summary>
        <div className="mt-3 flex flex-col gap-3">
          {message !== null && <p>{message}</p>}
          {headers.length > 0 && (
            <CodeBlock label={t('responseHeaders')} copyLabel={t('copyHeaders')} code={headers.join('\n')} />
          )}
          {response_body !== null && response_body !== '' && (
            <CodeBlock
              label={attempt.response_body_is_cut ? t('responseBodyCut') : t('responseBody')}
              copyLabel={t('copyResponse')}
              code={readable(response_body)}
            />
          )}
        </div>
      </details>
    </li>
  );
}
