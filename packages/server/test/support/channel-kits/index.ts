import type { ChannelKit } from './channel-kit.ts';
import { whatsappKit } from './whatsapp.ts';

/** The platforms that deliver over HTTP. */
export const channelKits: readonly ChannelKit[] = [whatsappKit];
