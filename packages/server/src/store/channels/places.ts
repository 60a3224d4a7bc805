import type { IncomingMessage } from '../../domain/channels/channel.ts';
import type { NamedQuery } from '../conversations/save-conversation.ts';

/** Where something that a platform brought belongs. */
export type ChannelPlace = {
  /** Its key, or its id, is known: it was stored before. */
  readonly isKnown: boolean;
  /** The conversation that it belongs to; null where it begins one. */
  readonly conversationId: string | null;
  /** The conversation that its thread has now, which may be another than that of the message it replies to. */
  readonly threadConversationId: string | null;
  /** Of who wrote; null for somebody new. */
  readonly visitorId: string | null;
};

type Row = {
  is_known: boolean;
  replied: string | null;
  thread: string | null;
  visitor_id: string | null;
};

// Of several messages that it replies to, the nearest that we know.
const FIND = `select
    exists (select 1 from channel_received where channel_id = $1::uuid and key = $2::text)
      or exists (select 1 from channel_messages where channel_id = $1::uuid and external_id = $3::text) as is_known,
    (select m.conversation_id from unnest($5::text[]) with ordinality as r(id, place)
      join channel_messages m on m.channel_id = $1::uuid and m.external_id = r.id order by r.place limit 1) as replied,
    (select conversation_id from channel_threads where channel_id = $1::uuid and thread = $4::text) as thread,
    (select visitor_id from channel_people where channel_id = $1::uuid and person = $6::text) as visitor_id`;

/** Finds where a message belongs, in one question. */
export async function findPlace(
  query: NamedQuery,
  channelId: string,
  { key, id, thread, repliesTo = [], from }: IncomingMessage,
): Promise<ChannelPlace> {
  const [row] = await query<Row>('channel-place', FIND, [channelId, key, id, thread, repliesTo, from.id]);
  return {
    isKnown: row?.is_known ?? false,
    conversationId: row?.replied ?? row?.thread ?? null,
    threadConversationId: row?.thread ?? null,
    visitorId: row?.visitor_id ?? null,
  };
}

/** A message that we have, by the platform's id of it. */
export type KnownMessage = { readonly conversationId: string; readonly ord: number };

/** Finds it; null when it is not known (any more). */
export async function findKnownMessage(
  query: NamedQuery,
  channelId: string,
  externalId: string,
): Promise<KnownMessage | null> {
  const [row] = await query<{ conversation_id: string; ord: number }>(
    'channel-message',
    'select conversation_id, ord from channel_messages where channel_id = $1::uuid and external_id = $2::text',
    [channelId, externalId],
  );
  return row ? { conversationId: row.conversation_id, ord: row.ord } : null;
}

/** The conversation that a thread has now; null for none. */
export async function findThread(query: NamedQuery, channelId: string, thread: string): Promise<string | null> {
  const [row] = await query<{ conversation_id: string }>(
    'channel-thread',
    'select conversation_id from channel_threads where channel_id = $1::uuid and thread = $2::text',
    [channelId, thread],
  );
  return row?.conversation_id ?? null;
}
