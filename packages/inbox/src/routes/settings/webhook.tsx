import { getRouteApi } from '@tanstack/react-router';
import { WebhookDetails } from '../../features/webhooks/webhook.tsx';

const route = getRouteApi('/$workspace/settings/webhooks/$webhook');

/** One webhook. */
export function WebhookScreen() {
  const { webhook } = route.useParams();
  return <WebhookDetails id={webhook} />;
}
