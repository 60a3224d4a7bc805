import { sql } from 'kysely';
import type { FileRef } from '../../domain/channels/channel.ts';
import type { NamedQuery } from '../conversations/save-conversation.ts';
import type { Tx } from '../schema.ts';
import type { OutgoingKey } from './parts.ts';

/** A file of a message that this process is to fetch. */
export type ClaimedFile = OutgoingKey & {
  readonly id: string;
  readonly channelId: string;
  readonly attempts: number;
  readonly ref: FileRef;
};

const CLAIM = `update channel_files set attempts = attempts + 1, due_at = $2::timestamptz
  where id = (select id from channel_files where due_at <= $1::timestamptz order by due_at limit 1 for update skip locked)
  returning workspace_id as "workspaceId", conversation_id as "conversationId", ord, id, channel_id as "channelId", attempts, ref`;

/** Claims the file that has waited longest until a moment; null when none is due. */
export async function claimFile(query: NamedQuery, now: Date, until: Date): Promise<ClaimedFile | null> {
  const [row] = await query<ClaimedFile>('channel-file-claim', CLAIM, [now, until]);
  return row ?? null;
}

/** Nobody fetches it any more: it is there, or is not to be had. */
export async function endFile(tx: Tx, id: string, reason: string | null): Promise<void> {
  await sql`update channel_files set due_at = null, reason = ${reason} where id = ${id}::uuid`.execute(tx);
}

/** It is fetched again later. */
export async function postponeFile(query: NamedQuery, id: string, until: Date): Promise<void> {
  await query('channel-file-postpone', 'update channel_files set due_at = $2::timestamptz where id = $1::uuid', [
    id,
    until,
  ]);
}

/** Notes a file of a conversation that has its content already. */
export async function insertFetchedFile(
  tx: Tx,
  file: {
    readonly id: string;
    readonly workspaceId: string;
    readonly conversationId: string;
    readonly name: string;
    readonly contentType: string;
    readonly size: number;
    readonly at: Date;
  },
): Promise<void> {
  await sql`insert into files (id, workspace_id, agent_id, visitor_id, user_id, conversation_id, name, content_type, size, created_at)
    select ${file.id}::uuid, c.workspace_id, c.agent_id, c.visitor_id, null, c.id, ${file.name}, ${file.contentType},
      ${file.size}::int, ${file.at}::timestamptz
    from conversations c where c.workspace_id = ${file.workspaceId}::uuid and c.id = ${file.conversationId}::uuid
    on conflict do nothing`.execute(tx);
}
