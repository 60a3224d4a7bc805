import type { ChannelPlatform } from '@parley/protocol';
import { CHANNEL_PLATFORMS } from '@parley/protocol';
import type { Conversation } from '../domain/conversation/conversation.ts';
import { findRecipient } from '../store/channels/recipients.ts';
import { portOf } from './channel-access.ts';
import type { Deps } from './deps.ts';

type TypingDeps = Pick<Deps, 'database' | 'channels' | 'secrets' | 'baseUrl' | 'log'>;

/**
 * Shows the visitor of a messenger that the agent writes, until it is told to `end`. Where the platform has no such thing, and
 * where it fails, nothing is shown: nobody waits for it.
 */
export function typeOnChannel(deps: TypingDeps, conversation: Conversation): { end(): void } {
  let timer: NodeJS.Timeout | undefined;
  let isEnded = false;
  const begin = async (): Promise<void> => {
    const found = await findRecipient(deps.database.named, conversation);
    if (!found || isEnded) return;
    const { port, config } = portOf(deps, found.channel);
    const { typingMs } = port.rules;
    if (!port.typing || typingMs === undefined || found.channel.state === 'paused') return;
    const show = async (): Promise<void> => {
      await port.typing?.(found.recipient, config);
      // A little earlier than it goes out.
      if (!isEnded) timer = setTimeout(() => void show().catch(unheard), typingMs * 0.8);
    };
    await show();
  };
  const unheard = (error: unknown): void =>
    deps.log.warn(
      { conversation_id: conversation.id, fault: error instanceof Error ? error.name : 'unknown' },
      'a platform was not told that the agent writes',
    );
  if (isOfChannel(conversation.source)) void begin().catch(unheard);
  return {
    end() {
      isEnded = true;
      clearTimeout(timer);
    },
  };
}

const isOfChannel = (source: Conversation['source']): source is ChannelPlatform =>
  CHANNEL_PLATFORMS.some((platform) => platform === source);
