import type { Sent } from '../../../domain/channels/channel.ts';

/**
 * Sends what makes one part but several messages of the platform. The id is that of the first. When a later one fails, part of it
 * has arrived, so the whole is `unknown` and not sent again by itself.
 */
export async function sendInOrder<Message>(
  messages: readonly Message[],
  post: (message: Message) => Promise<Sent>,
): Promise<Sent> {
  let first: Sent | null = null;
  for (const message of messages) {
    const sent = await post(message);
    if (!sent.ok && first)
      return { ok: false, failure: 'unknown', detail: `Only the beginning was sent: ${sent.detail}` };
    if (!sent.ok) return sent;
    first ??= sent;
  }
  return first ?? { ok: false, failure: 'refused', detail: 'There is nothing to send.' };
}
