import { findMailChannels } from '../store/channels/open-channel.ts';
import { accessTo } from './channel-access.ts';
import type { Deps } from './deps.ts';
import { receiveFor } from './receive-delivery.ts';

/** A mail that was handed to our own listener. */
export type ArrivedMail = {
  readonly envelopeFrom: string;
  readonly envelopeTo: string;
  readonly raw: Uint8Array;
};

/** Whether there is a channel for an address, as it is or with something behind a plus. */
export async function acceptsMail(deps: Pick<Deps, 'database'>, address: string): Promise<boolean> {
  return (await channelsOf(deps, address)).length > 0;
}

/** Stores a mail for the channels of its recipient. Throws what keeps it from being stored: it has to come again. */
export async function receiveMail(
  deps: Deps,
  { envelopeFrom, envelopeTo, raw }: ArrivedMail,
): Promise<'stored' | 'refused'> {
  const headers = new Map([
    ['x-envelope-from', envelopeFrom],
    ['x-envelope-to', envelopeTo],
  ]);
  const delivery = { method: 'MAIL', headers, query: new Map<string, string>(), body: raw };
  const opened = await channelsOf(deps, envelopeTo);
  const statuses: number[] = [];
  for (const each of opened) statuses.push((await receiveFor(deps, accessTo(deps, each), delivery)).status);
  return statuses.some((status) => status < 300) ? 'stored' : 'refused';
}

async function channelsOf({ database }: Pick<Deps, 'database'>, address: string) {
  const lower = address.toLowerCase();
  return findMailChannels(database.named, [lower, lower.replace(/\+[^@]*@/, '@')]);
}
