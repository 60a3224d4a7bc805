import { sql } from 'kysely';
import type { FileRef } from '../../domain/channels/channel.ts';
import type { JsonObject } from '../../lib/json.ts';
import type { Tx } from '../schema.ts';

/** Which channel and conversation something belongs to. */
export type ChannelScope = {
  readonly workspaceId: string;
  readonly channelId: string;
  readonly conversationId: string;
};

/** Notes that a key has been stored. Gives false, once its twin has committed, when it was before. */
export async function insertReceived(
  tx: Tx,
  {
    workspaceId,
    channelId,
    conversationId,
    key,
    at,
  }: Omit<ChannelScope, 'conversationId'> & {
    readonly conversationId: string | null;
    readonly key: string;
    readonly at: Date;
  },
): Promise<boolean> {
  const inserted = await tx
    .insertInto('channel_received')
    .values({ channel_id: channelId, key, workspace_id: workspaceId, conversation_id: conversationId, received_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .returning('key')
    .execute();
  return inserted.length > 0;
}

/** Notes the platform's id of a message of ours or theirs. Gives false when another message has it. */
export async function insertExternalId(
  tx: Tx,
  scope: ChannelScope & { readonly externalId: string; readonly ord: number; readonly direction: 'in' | 'out' },
): Promise<boolean> {
  const inserted = await tx
    .insertInto('channel_messages')
    .values({
      channel_id: scope.channelId,
      external_id: scope.externalId,
      workspace_id: scope.workspaceId,
      conversation_id: scope.conversationId,
      ord: scope.ord,
      direction: scope.direction,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('external_id')
    .execute();
  return inserted.length > 0;
}

/** Keeps who somebody is on this channel; what is known already stays. */
export async function keepPerson(
  tx: Tx,
  person: Omit<ChannelScope, 'conversationId'> & {
    readonly person: string;
    readonly visitorId: string;
    /** Null when the platform is to be asked. */
    readonly profiledAt: Date | null;
  },
): Promise<void> {
  await tx
    .insertInto('channel_people')
    .values({
      channel_id: person.channelId,
      person: person.person,
      workspace_id: person.workspaceId,
      visitor_id: person.visitorId,
      profiled_at: person.profiledAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/**
 * Leads a thread to a conversation. Gives false when it leads elsewhere than `before` by now (null: nowhere): somebody else
 * was faster.
 */
export async function leadThread(
  tx: Tx,
  {
    workspaceId,
    channelId,
    conversationId,
    thread,
    before,
  }: ChannelScope & {
    readonly thread: string;
    readonly before: string | null;
  },
): Promise<boolean> {
  const { rows } = await sql`
    insert into channel_threads (channel_id, thread, workspace_id, conversation_id)
    values (${channelId}::uuid, ${thread}, ${workspaceId}::uuid, ${conversationId}::uuid)
    on conflict (channel_id, thread) do update set conversation_id = excluded.conversation_id
      where channel_threads.conversation_id = ${before}::uuid
    returning thread`.execute(tx);
  return rows.length > 0;
}

/** Keeps how a conversation's visitor is to be answered, as their latest message says. */
export async function keepRecipient(
  tx: Tx,
  recipient: ChannelScope & {
    readonly thread: string;
    readonly person: string;
    readonly reply: JsonObject;
    readonly messageId: string;
    readonly at: Date;
  },
): Promise<void> {
  const latest = {
    reply: JSON.stringify(recipient.reply),
    last_message_id: recipient.messageId,
    last_received_at: recipient.at,
  };
  await tx
    .insertInto('channel_conversations')
    .values({
      workspace_id: recipient.workspaceId,
      conversation_id: recipient.conversationId,
      channel_id: recipient.channelId,
      thread: recipient.thread,
      person: recipient.person,
      ...latest,
    })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'conversation_id']).doUpdateSet(latest))
    .execute();
}

/** Has the files of a message fetched, each under the id that its attachment has already. */
export async function insertChannelFiles(
  tx: Tx,
  scope: ChannelScope & {
    readonly ord: number;
    readonly files: readonly { readonly id: string; readonly ref: FileRef }[];
    readonly at: Date;
  },
): Promise<void> {
  if (scope.files.length === 0) return;
  await tx
    .insertInto('channel_files')
    .values(
      scope.files.map(({ id, ref }, position) => ({
        id,
        workspace_id: scope.workspaceId,
        channel_id: scope.channelId,
        conversation_id: scope.conversationId,
        ord: scope.ord,
        position,
        ref: JSON.stringify(ref),
        due_at: scope.at,
        reason: null,
      })),
    )
    .execute();
}

/** What people have said and waited for the visitor to write again goes out now. */
export async function releaseHeldParts(tx: Tx, { workspaceId, conversationId }: ChannelScope, at: Date): Promise<void> {
  await sql`update channel_parts set state = 'waiting', due_at = ${at}::timestamptz, attempts = 0
    where workspace_id = ${workspaceId}::uuid and conversation_id = ${conversationId}::uuid
      and state = 'held' and speaker = 'person'`.execute(tx);
}
