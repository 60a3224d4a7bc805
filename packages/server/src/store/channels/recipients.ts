import type { Selectable } from 'kysely';
import type { Recipient } from '../../domain/channels/channel.ts';
import type { StoredChannel } from '../../domain/channels/channel-state.ts';
import type { JsonObject } from '../../lib/json.ts';
import type { ConversationKey } from '../conversations/find-conversation.ts';
import type { NamedQuery } from '../conversations/save-conversation.ts';
import type { Schema } from '../schema.ts';
import { channelOf } from './channels.ts';

/** How a conversation's visitor is reached. */
export type FoundRecipient = {
  readonly channel: StoredChannel;
  readonly recipient: Recipient;
  readonly lastReceivedAt: Date | null;
};

type Row = Selectable<Schema['channels']> & {
  thread: string;
  person: string;
  reply: JsonObject;
  last_message_id: string | null;
  last_received_at: Date | null;
};

const FIND = `select c.*, k.thread, k.person, k.reply, k.last_message_id, k.last_received_at
  from channel_conversations k join channels c on c.id = k.channel_id
  where k.workspace_id = $1::uuid and k.conversation_id = $2::uuid`;

/** Null for a conversation of no channel, or of one that is gone. */
export async function findRecipient(query: NamedQuery, key: ConversationKey): Promise<FoundRecipient | null> {
  const [row] = await query<Row>('channel-recipient', FIND, [key.workspaceId, key.id]);
  if (!row) return null;
  const { thread, person, reply, last_message_id: lastMessageId } = row;
  return {
    channel: channelOf(row),
    recipient: { thread, person, reply, lastMessageId },
    lastReceivedAt: row.last_received_at,
  };
}

const ANSWERS = `select p.created_at as at from channel_conversations k
  join channel_parts p on p.workspace_id = k.workspace_id and p.conversation_id = k.conversation_id
  where k.channel_id = $1::uuid and k.person = $2::text and p.speaker = 'agent' and p.part = 0
    and p.created_at > $3::timestamptz limit 100`;

/** When the agent answered somebody on a channel, since a moment. */
export async function findAnswerTimes(
  query: NamedQuery,
  { channelId, person, since }: { readonly channelId: string; readonly person: string; readonly since: Date },
): Promise<Date[]> {
  const rows = await query<{ at: Date }>('channel-answer-times', ANSWERS, [channelId, person, since]);
  return rows.map(({ at }) => at);
}
