import { Webhook } from 'standardwebhooks';

/** What identifies a delivery to its receiver. */
export type SignedDelivery = { readonly id: string; readonly event: string; readonly body: string };

/**
 * The headers of one attempt, as Standard Webhooks have them: signed anew each time, since receivers refuse what is old.
 * While a secret is being changed there is a signature of each.
 */
export function webhookHeaders(
  { id, event, body }: SignedDelivery,
  secrets: readonly string[],
  at: Date,
): Record<string, string> {
  const signatures = secrets.map((secret) => new Webhook(secret).sign(id, at, body));
  return {
    'content-type': 'application/json',
    'user-agent': 'Parley-Webhooks/1',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': signatures.join(' '),
    'x-parley-event': event,
    'x-parley-delivery': id,
  };
}
