import type { ServerProcess } from './server-process.ts';

/** A visitor message that a server has confirmed: by a whole answer, or by the `ack` of a stream. */
export type Acknowledged = { readonly text: string; readonly conversationId: string; readonly replyOrd: number | null };

export type Load = {
  /** Every text that was sent, confirmed or not. */
  readonly sent: readonly string[];
  readonly acknowledged: readonly Acknowledged[];
  /** Resolves when `count` messages have been confirmed since it was called. */
  confirmed(count: number): Promise<void>;
  /** Sends no more, and waits until all that were sent have ended in one way or another. */
  end(): Promise<void>;
};

const WRITERS = 12;
let texts = 0;

/** A text that no other message has. */
export const uniqueText = (): string =>
  `zebra ${(texts++)
    .toString(26)
    .padStart(4, '0')
    .replaceAll(/\d/g, (n) => 'qrstuvwxyz'[Number(n)] ?? '')}`;

/**
 * Visitors who write at once, each again and again until told to end: into new conversations and into each other's, half
 * of them on streams. A server that dies under them ends their requests, not the load.
 */
export function startLoad(servers: readonly ServerProcess[], known: readonly string[]): Load {
  const sent: string[] = [];
  const acknowledged: Acknowledged[] = [];
  const conversations = [...known];
  const listeners = new EventTarget();
  let isOver = false;
  const acknowledge = (message: Acknowledged) => {
    acknowledged.push(message);
    if (!conversations.includes(message.conversationId)) conversations.push(message.conversationId);
    listeners.dispatchEvent(new Event('acknowledged'));
  };
  const writers = Array.from({ length: WRITERS }, async (_, writer) => {
    for (let round = 0; !isOver; round += 1) {
      const server = servers[writer % servers.length];
      if (!server) return;
      const text = uniqueText();
      sent.push(text);
      const conversation = round % 3 === 0 ? undefined : conversations.at(-1 - ((writer + round) % 8));
      const send = writer % 2 === 0 ? sendWhole : sendStream;
      // A dead server refuses at once: the writer is done with it.
      if (!(await send(server, text, conversation, acknowledge).catch(() => false))) return;
    }
  });
  return {
    sent,
    acknowledged,
    async confirmed(count) {
      const wanted = acknowledged.length + count;
      while (acknowledged.length < wanted) {
        await new Promise((resolve) => listeners.addEventListener('acknowledged', resolve, { once: true }));
      }
    },
    async end() {
      isOver = true;
      await Promise.all(writers);
    },
  };
}

type Acknowledge = (message: Acknowledged) => void;

/** Sends one message; false when the server is not there any more. */
export async function sendWhole(
  server: ServerProcess,
  text: string,
  conversation: string | undefined,
  acknowledge: Acknowledge,
): Promise<boolean> {
  const response = await post(server, text, conversation, '');
  if (response.status !== 200) {
    await response.text();
    return response.status < 500 || response.status === 503;
  }
  const answer = (await response.json()) as { conv_id: string; reply: string; ord_number: number };
  acknowledge({ text, conversationId: answer.conv_id, replyOrd: answer.reply === '' ? null : answer.ord_number });
  return true;
}

async function sendStream(
  server: ServerProcess,
  text: string,
  conversation: string | undefined,
  acknowledge: Acknowledge,
): Promise<boolean> {
  const response = await post(server, text, conversation, '?stream=true');
  let said = '';
  let isAcknowledged = false;
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    said += chunk;
    const ack = /^event: ack\ndata: (.*)\n\n/m.exec(said)?.[1];
    if (!ack || isAcknowledged) continue;
    isAcknowledged = true;
    acknowledge({ text, conversationId: JSON.parse(ack).conv_id, replyOrd: null });
  }
  return response.status === 200;
}

function post({ url, first }: ServerProcess, text: string, conv_id: string | undefined, query: string) {
  return fetch(`${url}/chat${query}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${first.write_token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ scenario_id: first.scenario_id, text, conv_id }),
  });
}
