import type { WebhookEndpoint } from '@parley/protocol/api';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Plus, Webhook } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useInbox } from '../../session/inbox-session.tsx';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { CreateWebhookDialog } from './create-webhook-dialog.tsx';
import { HealthBadge } from './health-badge.tsx';
import { webhooksQuery } from './use-webhooks.ts';

/** Where the workspace tells other systems of what happens. */
export function WebhooksScreen() {
  const { t } = useTranslation('webhooks');
  const { client } = useInbox();
  const { data: webhooks } = useSuspenseQuery(webhooksQuery(client));
  const [isCreating, setIsCreating] = useState(false);
  const create = (
    <Button kind="primary" icon={Plus} onClick={() => setIsCreating(true)}>
      {t('create')}
    </Button>
  );
  return (
    <Page title={t('title')} text={t('text')} actions={webhooks.length > 0 && create}>
      <Card>
        {webhooks.length === 0 ? (
          <Empty icon={Webhook} title={t('none')} text={t('noneText')}>
            {create}
          </Empty>
        ) : (
          <ul className="divide-y divide-line">
            {webhooks.map((webhook) => (
              <WebhookRow key={webhook.id} webhook={webhook} />
            ))}
          </ul>
        )}
      </Card>
      {isCreating && <CreateWebhookDialog onClose={() => setIsCreating(false)} />}
    </Page>
  );
}

function WebhookRow({ webhook }: { readonly webhook: WebhookEndpoint }) {
  const { t } = useTranslation('webhooks');
  const { client } = useInbox();
  const { id, url, description, events } = webhook;
  return (
    <li>
      <Link
        to="/$workspace/settings/webhooks/$webhook"
        params={{ workspace: client.workspaceId, webhook: id }}
        className="-mx-2 flex flex-wrap items-center gap-x-4 gap-y-1 rounded-md px-2 py-2.5 text-ink no-underline hover:bg-hover"
      >
        <span className="min-w-52 flex-1">
          <span dir="ltr" className="block break-all font-medium">
            {url}
          </span>
          <span className="block text-soft text-sm">
            {description && <bdi>{description} · </bdi>}
            {t('eventCount', { count: events.length })}
          </span>
        </span>
        <HealthBadge webhook={webhook} />
      </Link>
    </li>
  );
}
