import type { ChannelKit } from './channel-kit.ts';
import { discordKit } from './discord.ts';
import { pageKit } from './page-messaging.ts';
import { slackKit } from './slack.ts';
import { telegramKit } from './telegram.ts';
import { whatsappKit } from './whatsapp.ts';

const messengerKit = pageKit({
  platform: 'messenger',
  object: 'page',
  accountKey: 'page_id',
  visitorName: 'Zoë Kowalska',
  size: { of: ({ json }) => ((json as { message?: { text?: string } }).message?.text ?? '').length, max: 2_000 },
  facts: (person) => ({ messenger_id: person }),
});

const instagramKit = pageKit({
  platform: 'instagram',
  object: 'instagram',
  accountKey: 'instagram_account_id',
  visitorName: 'Zoë K',
  size: {
    of: ({ json }) => Buffer.byteLength((json as { message?: { text?: string } }).message?.text ?? ''),
    max: 1_000,
  },
  facts: (person) => ({ instagram_id: person }),
});

/** The platforms that deliver over HTTP. */
export const channelKits: readonly ChannelKit[] = [
  telegramKit,
  slackKit,
  whatsappKit,
  messengerKit,
  instagramKit,
  discordKit,
];
