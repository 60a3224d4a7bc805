import { sql } from 'kysely';
import { expect } from 'vitest';
import type { Database } from '../../src/store/db/database.ts';
import type { Schema } from '../../src/store/schema.ts';

export type WholeConversation = Awaited<ReturnType<typeof readLogs>>[number];

/**
 * Reads every conversation and holds it to what must be true at any moment: messages 1…n and events 1…m without gaps or
 * repeats, an event for each message, each visitor message answered at most once and in its order, a usage row for each
 * reply, and counters that agree.
 */
export async function wholeLogs(database: Database<Schema>): Promise<WholeConversation[]> {
  const all = await readLogs(database);
  for (const whole of all) holdTogether(whole);
  return all;
}

/**
 * Reads every conversation with its messages, events and usage, without judging them. All from one snapshot: the server
 * process of a killed client may still commit its last statement.
 */
export async function readLogs(database: Database<Schema>) {
  const { conversations, messages, events, usage } = await database.transaction(async (tx) => {
    await sql`set transaction isolation level repeatable read`.execute(tx);
    return {
      conversations: await tx.selectFrom('conversations').selectAll().orderBy('id').execute(),
      messages: await tx.selectFrom('messages').selectAll().orderBy('ord').execute(),
      events: await tx.selectFrom('events').selectAll().orderBy('seq').execute(),
      usage: await tx.selectFrom('turn_usage').selectAll().execute(),
    };
  });
  const known = new Set(conversations.map(({ id }) => id));
  expect(messages.filter(({ conversation_id }) => !known.has(conversation_id))).toEqual([]);
  expect(events.filter(({ conversation_id }) => !known.has(conversation_id))).toEqual([]);
  const [messagesOf, eventsOf, usageOf] = [grouped(messages), grouped(events), grouped(usage)];
  return conversations.map((state) => ({
    state,
    messages: messagesOf.get(state.id) ?? [],
    events: (eventsOf.get(state.id) ?? []).map(({ seq, type, data }) => ({ seq, type, data: data as EventData })),
    usage: usageOf.get(state.id) ?? [],
  }));
}

type EventData = {
  readonly ord?: number;
  readonly answers?: number;
  readonly turnId?: string;
  readonly reason?: string;
};

function grouped<R extends { conversation_id: string }>(rows: readonly R[]): Map<string, R[]> {
  return Map.groupBy(rows, (row) => row.conversation_id);
}

function holdTogether({ state, messages, events, usage }: WholeConversation): void {
  const upTo = (count: number) => Array.from({ length: count }, (_, at) => at + 1);
  expect(messages.map(({ ord }) => ord)).toEqual(upTo(state.message_count));
  expect(events.map(({ seq }) => seq)).toEqual(upTo(state.seq));
  const ofMessages = events.filter(({ type }) => type === 'message.received' || type === 'message.sent');
  expect(ofMessages.map(({ type, data }) => [data.ord, type])).toEqual(
    messages.map(({ ord, author }) => [ord, author === 'visitor' ? 'message.received' : 'message.sent']),
  );
  const visitorOrds = messages.filter(({ author }) => author === 'visitor').map(({ ord }) => ord);
  const answers = ofMessages.flatMap(({ data }) => data.answers ?? []);
  expect(answers).toEqual([...new Set(answers)].toSorted((a, b) => a - b));
  expect(visitorOrds).toEqual(expect.arrayContaining(answers));
  const replies = messages.filter(({ author, is_welcome }) => author === 'ai_assistant' && !is_welcome);
  expect(replies).toHaveLength(answers.length);
  // A draft for a person costs as well, and says nothing.
  expect(usage.filter(({ outcome }) => outcome !== 'draft')).toHaveLength(replies.length);
}

/** The visitor messages that no reply answers, by ord. */
export function unanswered({ messages, events }: WholeConversation): number[] {
  const last = Math.max(
    0,
    ...events.flatMap(({ type, data }) => (type === 'message.sent' ? (data.answers ?? []) : [])),
  );
  return messages.filter(({ author, ord }) => author === 'visitor' && ord > last).map(({ ord }) => ord);
}
