import type { WebhookDeliveryDetail } from '@parley/protocol/api';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ChevronLeft } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useInbox } from '../../session/inbox-session.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Instant } from '../../ui/instant.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { Deliveries } from './deliveries.tsx';
import { DeliveryDialog } from './delivery-dialog.tsx';
import { HealthBadge } from './health-badge.tsx';
import { webhookQuery } from './use-webhooks.ts';
import { WebhookActions } from './webhook-actions.tsx';

/** One endpoint: how it stands, what can be done with it, and what was sent to it. */
export function WebhookDetails({ id }: { readonly id: string }) {
  const { t } = useTranslation('webhooks');
  const { client } = useInbox();
  const { data: webhook } = useSuspenseQuery(webhookQuery(client, id));
  const [tested, setTested] = useState<WebhookDeliveryDetail | null>(null);
  const { health, previous_secret_expires_at: previousEnds } = webhook;
  return (
    <Page title={webhook.description || t('one')} actions={<WebhookActions webhook={webhook} onTested={setTested} />}>
      <Link
        to="/$workspace/settings/webhooks"
        params={{ workspace: client.workspaceId }}
        className="-order-1 flex items-center gap-1 no-underline"
      >
        <ChevronLeft aria-hidden className="size-4 rtl:rotate-180" />
        {t('title')}
      </Link>
      {webhook.is_active && health.state === 'failing' && (
        <Notice tone="bad">
          {t('failingText')}{' '}
          {health.next_probe_at && (
            <>
              {t('nextProbe')} <Instant at={health.next_probe_at} withSeconds />
            </>
          )}
        </Notice>
      )}
      {!webhook.is_active && <Notice>{t('pausedText')}</Notice>}
      {previousEnds && (
        <Notice>
          {t('rotating')} <Instant at={previousEnds} />
        </Notice>
      )}
      <Card>
        <Facts
          facts={[
            { label: t('url'), value: <span dir="ltr">{webhook.url}</span> },
            { label: t('state'), value: <HealthBadge webhook={webhook} /> },
            { label: t('created'), value: <Instant at={webhook.created_at} /> },
          ]}
        />
        <ul aria-label={t('events')} className="flex flex-wrap gap-1.5">
          {webhook.events.map((event) => (
            <li key={event} dir="ltr">
              <Badge>{event}</Badge>
            </li>
          ))}
        </ul>
      </Card>
      <Deliveries webhook={webhook} />
      {tested && <DeliveryDialog webhookId={id} deliveryId={tested.id} onClose={() => setTested(null)} />}
    </Page>
  );
}
