import type { Delivery } from '../../domain/channels/channel.ts';

/** Our own receivers say so instead of a method of HTTP: nothing that comes by a webhook is mail. */
export const MAIL_METHOD = 'MAIL';

type Arrived = {
  readonly raw: Uint8Array;
  readonly envelopeTo: string;
  /** Empty for bounces; null where it is not known any more, as in a mailbox. */
  readonly envelopeFrom: string | null;
};

/** A mail as the channel takes it: its bytes, with the envelope that it came in. */
export function mailDelivery({ raw, envelopeTo, envelopeFrom }: Arrived): Delivery {
  const headers = new Map([['x-envelope-to', envelopeTo]]);
  if (envelopeFrom !== null) headers.set('x-envelope-from', envelopeFrom);
  return { method: MAIL_METHOD, headers, query: new Map(), body: raw };
}
