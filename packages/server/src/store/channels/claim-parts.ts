import type { Driver } from '@parley/protocol';
import type { Selectable } from 'kysely';
import type { Part, Recipient, TemplateCall } from '../../domain/channels/channel.ts';
import type { StoredChannel } from '../../domain/channels/channel-state.ts';
import type { PartState } from '../../domain/channels/part-state.ts';
import type { JsonObject } from '../../lib/json.ts';
import type { NamedQuery } from '../conversations/save-conversation.ts';
import type { Schema } from '../schema.ts';
import { type ChannelJson, channelOfJson } from './channels.ts';
import type { OutgoingKey } from './parts.ts';

/** A part that this process is to send, with all that it needs. */
export type ClaimedPart = OutgoingKey &
  Part & {
    readonly id: string;
    readonly part: number;
    readonly attempts: number;
    readonly speaker: 'agent' | 'person';
    readonly speakerName: string;
    readonly fileIds: readonly string[];
    readonly template: TemplateCall | null;
    readonly channel: StoredChannel;
    readonly recipient: Recipient;
    readonly lastReceivedAt: Date | null;
    /** Who drives the conversation now. */
    readonly driver: Driver;
  };

type Row = Selectable<Schema['channel_parts']> & {
  channel: ChannelJson;
  thread: string;
  person: string;
  reply: JsonObject;
  last_message_id: string | null;
  last_received_at: Date | null;
  driver: Driver;
};

// Of a conversation only the first part that has not gone: the others wait behind it, so that their order is kept.
const CLAIM = `with due as (
    select p.id from channel_parts p
    join channels c on c.id = p.channel_id and c.state = 'active'
    join channel_activity a on a.channel_id = c.id and (a.pause_until is null or a.pause_until <= $1::timestamptz)
    where p.due_at <= $1::timestamptz and p.state = 'waiting' and not (p.channel_id = any($4::uuid[]))
      and not exists (select 1 from channel_parts b where b.workspace_id = p.workspace_id
        and b.conversation_id = p.conversation_id and b.state in ('waiting', 'sending')
        and (b.ord, b.part) < (p.ord, p.part))
    order by p.due_at limit $3::int for update of p skip locked),
  claimed as (
    update channel_parts p set state = 'sending', attempts = p.attempts + 1, claimed_until = $2::timestamptz,
      due_at = $2::timestamptz from due where p.id = due.id returning p.*)
  select p.*, to_jsonb(c) as channel, k.thread, k.person, k.reply, k.last_message_id, k.last_received_at, v.driver
  from claimed p join channels c on c.id = p.channel_id
  join channel_conversations k on k.workspace_id = p.workspace_id and k.conversation_id = p.conversation_id
  join conversations v on v.workspace_id = p.workspace_id and v.id = p.conversation_id
  order by p.created_at, p.ord, p.part`;

/** Claims parts that are due until a moment, none of channels that are `busy` here. Whoever dies with one leaves it `sending`. */
export async function claimParts(
  query: NamedQuery,
  {
    now,
    until,
    limit,
    busy,
  }: { readonly now: Date; readonly until: Date; readonly limit: number; readonly busy: readonly string[] },
): Promise<ClaimedPart[]> {
  return (await query<Row>('channel-parts-claim', CLAIM, [now, until, limit, busy])).map(claimedOf);
}

const OVERDUE = `select workspace_id as "workspaceId", conversation_id as "conversationId", ord, id from channel_parts
  where state = 'sending' and due_at <= $1::timestamptz order by due_at limit 100`;

/** Parts that somebody was sending who is not there any more. */
export async function findLostParts(query: NamedQuery, now: Date): Promise<(OutgoingKey & { readonly id: string })[]> {
  return query('channel-parts-lost', OVERDUE, [now]);
}

function claimedOf(row: Row): ClaimedPart {
  return {
    workspaceId: row.workspace_id,
    conversationId: row.conversation_id,
    ord: row.ord,
    id: row.id,
    part: row.part,
    attempts: row.attempts,
    speaker: row.speaker,
    speakerName: row.speaker_name,
    body: row.body,
    format: row.format,
    fileIds: row.files,
    template: row.template,
    channel: channelOfJson(row.channel),
    recipient: { thread: row.thread, person: row.person, reply: row.reply, lastMessageId: row.last_message_id },
    lastReceivedAt: row.last_received_at,
    driver: row.driver,
  };
}

/** The messages of a conversation of which parts of the agent are in one of some states. */
export async function findUnsentMessages(
  query: NamedQuery,
  { workspaceId, conversationId }: Omit<OutgoingKey, 'ord'>,
  states: readonly PartState[],
): Promise<number[]> {
  const text = `select distinct ord from channel_parts where workspace_id = $1::uuid and conversation_id = $2::uuid
    and speaker = 'agent' and state = any($3::text[]) order by ord`;
  const rows = await query<{ ord: number }>('channel-parts-unsent', text, [workspaceId, conversationId, states]);
  return rows.map(({ ord }) => ord);
}
