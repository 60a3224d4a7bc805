import type { WebhookEndpoint } from '@parley/protocol/api';
import { CircleCheck, CirclePause, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Badge } from '../../ui/badge.tsx';

/** How an endpoint stands: paused by somebody, failing by itself, or well. */
export function HealthBadge({ webhook }: { readonly webhook: WebhookEndpoint }) {
  const { t } = useTranslation('webhooks');
  if (!webhook.is_active) return <Badge icon={CirclePause}>{t('paused')}</Badge>;
  return webhook.health.state === 'failing' ? (
    <Badge tone="bad" icon={TriangleAlert}>
      {t('failing')}
    </Badge>
  ) : (
    <Badge tone="good" icon={CircleCheck}>
      {t('healthy')}
    </Badge>
  );
}
