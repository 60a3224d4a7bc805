import { DELIVERY_STATES, type DeliveryState } from '@parley/protocol';
import type { WebhookDelivery, WebhookEndpoint } from '@parley/protocol/api';
import { History } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { SelectField } from '../../ui/field.tsx';
import { Instant } from '../../ui/instant.tsx';
import { MoreButton } from '../../ui/more-button.tsx';
import { Card } from '../../ui/page.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import { DeliveryBadge } from './delivery-badge.tsx';
import { DeliveryDialog } from './delivery-dialog.tsx';
import { RedeliverDialog } from './redeliver-dialog.tsx';
import { useDeliveries } from './use-webhooks.ts';

/** What was sent to an endpoint in the last 30 days, and what came of it. */
export function Deliveries({ webhook }: { readonly webhook: WebhookEndpoint }) {
  const { t } = useTranslation('webhooks');
  const [state, setState] = useState<DeliveryState | null>(null);
  const [opened, setOpened] = useState<string | null>(null);
  const [isRedelivering, setIsRedelivering] = useState(false);
  const { rows, more, isFirst, isReading } = useDeliveries(webhook.id, state);
  return (
    <Card
      title={t('deliveries')}
      text={t('deliveriesText')}
      actions={
        <div className="flex flex-wrap gap-2">
          <SelectField
            label={t('stateFilter')}
            isLabelHidden
            value={state ?? ''}
            options={[
              { value: '', label: t('allStates') },
              ...DELIVERY_STATES.map((value) => ({ value, label: t(`states.${value}`) })),
            ]}
            onChange={(value) => setState(DELIVERY_STATES.find((each) => each === value) ?? null)}
          />
          <Button icon={History} onClick={() => setIsRedelivering(true)}>
            {t('redeliverSince')}
          </Button>
        </div>
      }
    >
      {isFirst ? (
        <Waiting />
      ) : rows.length === 0 ? (
        <p className="text-soft">{t('noDeliveries')}</p>
      ) : (
        <ul className="divide-y divide-line">
          {rows.map((delivery) => (
            <DeliveryRow key={delivery.id} delivery={delivery} onOpen={() => setOpened(delivery.id)} />
          ))}
        </ul>
      )}
      <MoreButton onMore={more} isBusy={isReading} />
      {opened !== null && <DeliveryDialog webhookId={webhook.id} deliveryId={opened} onClose={() => setOpened(null)} />}
      {isRedelivering && <RedeliverDialog webhookId={webhook.id} onClose={() => setIsRedelivering(false)} />}
    </Card>
  );
}

function DeliveryRow({ delivery, onOpen }: { readonly delivery: WebhookDelivery; readonly onOpen: () => void }) {
  const { t } = useTranslation('webhooks');
  const { event, attempts, response_status: status, created_at, next_attempt_at: next } = delivery;
  return (
    <li>
      <button
        type="button"
        onClick={onOpen}
        className="-mx-2 flex w-[calc(100%+1rem)] flex-wrap items-center gap-x-4 gap-y-1 rounded-md px-2 py-2.5 text-start hover:bg-hover"
      >
        <span className="min-w-48 flex-1">
          <span dir="ltr" className="font-medium">
            {event}
          </span>
          <span className="block text-soft text-sm">
            {t('attemptCount', { count: attempts })}
            {status !== null && ` · ${t('status', { status })}`}
            {next && (
              <>
                {' · '}
                {t('nextAttempt')} <Instant at={next} withSeconds />
              </>
            )}
          </span>
        </span>
        <DeliveryBadge state={delivery.state} />
        <span className="text-soft text-sm">
          <Instant at={created_at} withSeconds />
        </span>
      </button>
    </li>
  );
}
