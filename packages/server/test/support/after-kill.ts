import { expect } from 'vitest';
import { type Acknowledged, sendWhole, uniqueText } from './load.ts';
import type { ServerProcess } from './server-process.ts';
import { type SlowModel, textsShown } from './slow-model.ts';
import { unanswered, type WholeConversation } from './whole-log.ts';

/** A conversation whose turns a kill has cut off. */
export type Unfinished = {
  readonly conversationId: string;
  readonly turnOrds: readonly number[];
  /** Texts of the visitor messages that nobody has answered. */
  readonly unanswered: readonly string[];
};

export type AfterKill = {
  readonly logs: readonly WholeConversation[];
  readonly acknowledged: readonly Acknowledged[];
  readonly sent: readonly string[];
  readonly model: SlowModel;
};

/** Every acknowledged message is there once, with the reply that was given; no other is there twice. */
export function checkAfterKill({ logs, acknowledged, sent, model }: AfterKill): void {
  const places = new Map<string, string[]>();
  for (const { state, messages } of logs) {
    for (const { author, content } of messages) {
      if (author === 'visitor') places.set(content, [...(places.get(content) ?? []), state.id]);
    }
  }
  for (const { text, conversationId } of acknowledged) expect(places.get(text)).toEqual([conversationId]);
  for (const text of sent) expect(places.get(text)?.length ?? 0).toBeLessThanOrEqual(1);
  // Stored before any model was called: whatever the model was shown is there.
  expect([...textsShown(model)].filter((text) => !places.has(text))).toEqual([]);
  const byId = new Map(logs.map((whole) => [whole.state.id, whole]));
  for (const { conversationId, replyOrd } of acknowledged) {
    if (replyOrd === null) continue;
    const reply = byId.get(conversationId)?.messages[replyOrd - 1];
    expect(reply).toMatchObject({ ord: replyOrd, author: 'ai_assistant' });
  }
}

/** The conversations with turns that nobody works on any more; `isDead` says whose those are. */
export function unfinishedOf(
  logs: readonly WholeConversation[],
  isDead: (node: string) => boolean = () => true,
): Unfinished[] {
  return logs.flatMap((whole) => {
    const turnOrds = whole.state.turns.filter(({ node }) => isDead(node)).map(({ ord }) => ord);
    if (turnOrds.length === 0) return [];
    const ords = unanswered(whole);
    const texts = whole.messages.filter(({ ord }) => ords.includes(ord)).map(({ content }) => content);
    return [{ conversationId: whole.state.id, turnOrds, unanswered: texts }];
  });
}

/** The next message of a conversation that was cut off is answered, and the model is shown those left behind too. */
export async function checkNextMessage(
  server: ServerProcess,
  { conversationId, unanswered: left }: Unfinished,
  { fake }: SlowModel,
): Promise<void> {
  const text = uniqueText();
  const before = fake.requests.length;
  let replyOrd: number | null = null;
  await sendWhole(server, text, conversationId, (message) => {
    replyOrd = message.replyOrd;
  });
  expect(replyOrd).not.toBeNull();
  const prompts = JSON.stringify(fake.requests.slice(before).map(({ body }) => body.messages));
  for (const shown of [...left, text]) expect(prompts).toContain(shown);
}
