import { AppError } from '@parley/protocol';
import type { Delivery, Incoming } from '../domain/channels/channel.ts';
import { noteActivity } from '../store/channels/activity.ts';
import { openChannel } from '../store/channels/open-channel.ts';
import { changeChannelMessage } from './change-channel-message.ts';
import { accessTo, type ChannelAccess } from './channel-access.ts';
import type { Deps } from './deps.ts';
import { receiveChannelMessage } from './receive-channel-message.ts';
import { receiveEcho } from './receive-echo.ts';
import { receiveReceipt } from './receive-receipt.ts';

/** What the platform is answered. */
export type DeliveryAnswer = { readonly status: number; readonly body: string; readonly type: string };

const TAKEN: DeliveryAnswer = { status: 200, body: '', type: 'text/plain; charset=utf-8' };

/**
 * Takes what a platform brings: verified on its bytes, then stored, fact by fact, each once for its key; only then it is
 * answered. No call goes out meanwhile. Throws `not_found` for a channel that is not there, and whatever keeps a fact from
 * being stored: the platform brings all of it again, and what is stored already counts as a repeat.
 */
export async function receiveDelivery(
  deps: Deps,
  {
    platform,
    channelId,
    delivery,
  }: { readonly platform: string; readonly channelId: string; readonly delivery: Delivery },
): Promise<DeliveryAnswer> {
  const opened = await openChannel(deps.database.named, channelId);
  if (opened?.channel.platform !== platform) throw new AppError('not_found', 'There is no such channel.');
  return receiveFor(deps, accessTo(deps, opened), delivery);
}

/** The same for a channel that is open already. */
export async function receiveFor(deps: Deps, access: ChannelAccess, delivery: Delivery): Promise<DeliveryAnswer> {
  const received = await access.port.receive(delivery, access.config, deps.clock.now());
  const { id: channelId, platform } = access.channel;
  if (received.kind === 'refused') {
    // Anybody may send such as many as they like: a line every few seconds says it.
    const isNews = await noteActivity(deps, channelId, 'refused_at');
    if (isNews)
      deps.log.warn({ channel: channelId, platform }, 'a delivery to a channel was not signed as it should be');
    return { status: received.status, body: '', type: TAKEN.type };
  }
  if (received.kind === 'answer') return { status: 200, body: received.body, type: received.type };
  for (const fact of received.facts) await take(deps, access, fact);
  await noteActivity(deps, channelId, 'received_at');
  return received.body ? { status: 200, body: received.body.text, type: received.body.type } : TAKEN;
}

async function take(deps: Deps, access: ChannelAccess, fact: Incoming): Promise<void> {
  switch (fact.kind) {
    case 'message':
      await receiveChannelMessage(deps, access, fact);
      return;
    case 'edited':
    case 'deleted':
      await changeChannelMessage(deps, access, fact);
      return;
    case 'receipt':
      await receiveReceipt(deps, access, fact);
      return;
    case 'echo':
      await receiveEcho(deps, access, fact);
      return;
  }
}
