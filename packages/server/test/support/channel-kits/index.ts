import type { ChannelKit } from './channel-kit.ts';
import { slackKit } from './slack.ts';
import { whatsappKit } from './whatsapp.ts';

/** The platforms that deliver over HTTP. */
export const channelKits: readonly ChannelKit[] = [slackKit, whatsappKit];
