import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { Incoming, OutgoingPart } from '../../domain/channels/channel.ts';
import type { MessageDelivery } from '../../domain/channels/message-delivery.ts';
import type { MessagePart } from '../../domain/channels/message-part.ts';
import type { Schema, Tx } from '../schema.ts';

type Receipt = Extract<Incoming, { kind: 'receipt' }>;

/** A message on its way out. */
export type OutgoingKey = { readonly workspaceId: string; readonly conversationId: string; readonly ord: number };

/** A part about to be put up. */
export type NewPart = OutgoingKey &
  Pick<OutgoingPart, 'id' | 'body' | 'format'> & {
    readonly channelId: string;
    readonly part: number;
    readonly speaker: 'agent' | 'person';
    readonly speakerName: string;
    /** Ids of files of ours. */
    readonly files: readonly string[];
    readonly template: OutgoingPart['template'] | null;
  };

/**
 * Puts parts up for sending, in the transaction of the reader's place in the log: each once. Those that are put up with their
 * message are not due before that reader comes to it (`dueAt` null), as what was said before goes first.
 */
export async function insertParts(tx: Tx, parts: readonly NewPart[], at: Date, dueAt: Date | null = at): Promise<void> {
  if (parts.length === 0) return;
  await tx
    .insertInto('channel_parts')
    .values(
      parts.map((part) => ({
        id: part.id,
        workspace_id: part.workspaceId,
        channel_id: part.channelId,
        conversation_id: part.conversationId,
        ord: part.ord,
        part: part.part,
        speaker: part.speaker,
        speaker_name: part.speakerName,
        body: part.body,
        format: part.format,
        files: JSON.stringify(part.files),
        template: part.template ? JSON.stringify(part.template) : null,
        state: 'waiting' as const,
        due_at: dueAt,
        claimed_until: null,
        external_id: null,
        reason: null,
        detail: null,
        created_at: at,
        ended_at: null,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** The reader has come to messages whose parts were put up with them: they may go. */
export async function makePartsDue(tx: Tx, messages: readonly OutgoingKey[], at: Date): Promise<void> {
  for (const { workspaceId, conversationId, ord } of messages) {
    await tx
      .updateTable('channel_parts')
      .set({ due_at: at })
      .where('workspace_id', '=', workspaceId)
      .where('conversation_id', '=', conversationId)
      .where('ord', '=', ord)
      .where('state', '=', 'waiting')
      .where('due_at', 'is', null)
      .execute();
  }
}

/** The parts of a message, locked for the transaction, in their order. */
export async function lockParts(tx: Tx, { workspaceId, conversationId, ord }: OutgoingKey): Promise<MessagePart[]> {
  const rows = await tx
    .selectFrom('channel_parts')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('conversation_id', '=', conversationId)
    .where('ord', '=', ord)
    .orderBy('part')
    .forUpdate()
    .execute();
  return rows.map(partOf);
}

/** Keeps what parts have become. */
export async function saveParts(tx: Tx, parts: readonly MessagePart[]): Promise<void> {
  for (const part of parts) {
    await tx
      .updateTable('channel_parts')
      .set({
        state: part.state,
        attempts: part.attempts,
        due_at: part.dueAt,
        claimed_until: null,
        external_id: part.externalId,
        reason: part.reason,
        detail: part.detail,
        ended_at: part.endedAt,
      })
      .where('id', '=', part.id)
      .execute();
  }
}

/** Keeps how far a message has come; gives what was kept before. */
export async function saveMessageDelivery(
  tx: Tx,
  { workspaceId, conversationId, ord }: OutgoingKey,
  delivery: MessageDelivery,
): Promise<void> {
  await sql`update messages set delivery = ${JSON.stringify(delivery)}::jsonb
    where workspace_id = ${workspaceId}::uuid and conversation_id = ${conversationId}::uuid and ord = ${ord}::int`.execute(
    tx,
  );
}

/** Which messages of ours a receipt speaks of: the one that has this id, or all of a thread up to a moment. */
export async function findReceiptTargets(
  tx: Tx,
  channelId: string,
  { target, part }: Pick<Receipt, 'target' | 'part'>,
): Promise<(OutgoingKey & { readonly partIds: readonly string[] })[]> {
  const of =
    typeof target === 'string'
      ? sql`(p.external_id = ${target} or p.id::text = ${part ?? ''})`
      : sql`p.conversation_id in (select conversation_id from channel_conversations
            where channel_id = ${channelId}::uuid and thread = ${target.thread})
          and p.state in ('sent', 'delivered') and p.ended_at <= ${target.upTo}::timestamptz`;
  const { rows } = await sql<{ workspace_id: string; conversation_id: string; ord: number; ids: string[] }>`
    select p.workspace_id, p.conversation_id, p.ord, array_agg(p.id::text) as ids from channel_parts p
    where p.channel_id = ${channelId}::uuid and ${of}
    group by p.workspace_id, p.conversation_id, p.ord order by p.ord limit 200`.execute(tx);
  return rows.map((row) => ({
    workspaceId: row.workspace_id,
    conversationId: row.conversation_id,
    ord: row.ord,
    partIds: row.ids,
  }));
}

const partOf = (row: Selectable<Schema['channel_parts']>): MessagePart => ({
  id: row.id,
  channelId: row.channel_id,
  part: row.part,
  speaker: row.speaker,
  state: row.state,
  attempts: row.attempts,
  dueAt: row.due_at,
  externalId: row.external_id,
  reason: row.reason,
  detail: row.detail,
  endedAt: row.ended_at,
});
