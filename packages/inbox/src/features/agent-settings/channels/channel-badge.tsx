import type { ChannelJson } from '@parley/protocol/api';
import { CircleCheck, CirclePause, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Badge } from '../../../ui/badge.tsx';

/** How a channel stands: paused by somebody, in need of them, or at work. */
export function ChannelBadge({ channel }: { readonly channel: ChannelJson }) {
  const { t } = useTranslation('channels');
  if (channel.state === 'paused') return <Badge icon={CirclePause}>{t('states.paused')}</Badge>;
  return channel.problem ? (
    <Badge tone="bad" icon={TriangleAlert}>
      {t('states.attention')}
    </Badge>
  ) : (
    <Badge tone="good" icon={CircleCheck}>
      {t('states.active')}
    </Badge>
  );
}
