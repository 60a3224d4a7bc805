import { sql } from 'kysely';
import type { JsonObject } from '../../lib/json.ts';
import type { Tx } from '../schema.ts';
import type { OutgoingKey } from './parts.ts';

/**
 * Writes what a message says now, in place of what it said: search reads the conversation anew. One that was taken back has
 * no files either.
 */
export async function rewriteMessage(
  tx: Tx,
  { workspaceId, conversationId, ord }: OutgoingKey,
  { content, change, at }: { readonly content: string; readonly change: 'edited' | 'deleted'; readonly at: Date },
): Promise<void> {
  const gone =
    change === 'deleted'
      ? sql`, deleted_at = ${at}::timestamptz, attachments = '[]'`
      : sql`, edited_at = ${at}::timestamptz`;
  await sql`update messages set content = ${content} ${gone}
    where workspace_id = ${workspaceId}::uuid and conversation_id = ${conversationId}::uuid and ord = ${ord}::int`.execute(
    tx,
  );
  await sql`delete from conversation_search
    where workspace_id = ${workspaceId}::uuid and conversation_id = ${conversationId}::uuid`.execute(tx);
}

/** Writes the attachments of a message as they are now. */
export async function saveAttachments(
  tx: Tx,
  { workspaceId, conversationId, ord }: OutgoingKey,
  attachments: readonly JsonObject[],
): Promise<void> {
  await sql`update messages set attachments = ${JSON.stringify(attachments)}::jsonb
    where workspace_id = ${workspaceId}::uuid and conversation_id = ${conversationId}::uuid and ord = ${ord}::int`.execute(
    tx,
  );
}

/** The text and attachments of a message, locked; null when it is gone. */
export async function lockMessage(
  tx: Tx,
  { workspaceId, conversationId, ord }: OutgoingKey,
): Promise<{ readonly content: string; readonly attachments: readonly JsonObject[] } | null> {
  const { rows } = await sql<{ content: string; attachments: JsonObject[] }>`select content, attachments from messages
    where workspace_id = ${workspaceId}::uuid and conversation_id = ${conversationId}::uuid and ord = ${ord}::int
    for update`.execute(tx);
  return rows[0] ?? null;
}
