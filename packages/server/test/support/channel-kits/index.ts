import type { ChannelKit } from './channel-kit.ts';
import { telegramKit } from './telegram.ts';

/** The platforms that deliver over HTTP. */
export const channelKits: readonly ChannelKit[] = [telegramKit];
