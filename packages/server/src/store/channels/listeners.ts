import type { ChannelPlatform } from '@parley/protocol';
import type { StoredChannel } from '../../domain/channels/channel-state.ts';
import type { JsonObject } from '../../lib/json.ts';
import type { NamedQuery } from '../conversations/save-conversation.ts';
import { type ChannelJson, channelOfJson } from './channels.ts';

const LISTENING = `select to_jsonb(c) as channel from channels c
  where c.state = 'active' and c.platform = any($1::text[]) order by c.id`;

/** The channels of platforms that hold connections open. */
export async function listListening(
  query: NamedQuery,
  platforms: readonly ChannelPlatform[],
): Promise<StoredChannel[]> {
  if (platforms.length === 0) return [];
  const rows = await query<{ channel: ChannelJson }>('channel-listening', LISTENING, [platforms]);
  return rows.map(({ channel }) => channelOfJson(channel));
}

/** How a connection stands that this node may hold now. */
export type Lease = { readonly resume: JsonObject | null; readonly failures: number };

const TAKE = `insert into channel_listeners as l (channel_id, node, held_until)
  values ($1::uuid, $2::uuid, $4::timestamptz)
  on conflict (channel_id) do update set node = excluded.node, held_until = excluded.held_until
    where (l.node = excluded.node or l.held_until is null or l.held_until <= $3::timestamptz)
      and (l.retry_at is null or l.retry_at <= $3::timestamptz)
  returning resume, failures`;

/** Takes a channel's lease until a moment; null while another node has it, or it rests after a failure. */
export async function takeLease(
  query: NamedQuery,
  {
    channelId,
    node,
    now,
    until,
  }: { readonly channelId: string; readonly node: string; readonly now: Date; readonly until: Date },
): Promise<Lease | null> {
  const [row] = await query<Lease>('channel-lease-take', TAKE, [channelId, node, now, until]);
  return row ?? null;
}

/** Renews it; false when it is another's by now. */
export async function renewLease(
  query: NamedQuery,
  { channelId, node, until }: { readonly channelId: string; readonly node: string; readonly until: Date },
): Promise<boolean> {
  const text = `update channel_listeners set held_until = $3::timestamptz
    where channel_id = $1::uuid and node = $2::uuid returning channel_id`;
  return (await query('channel-lease-renew', text, [channelId, node, until])).length > 0;
}

/** Gives it back: to be taken at once, or not before `retryAt` after so many failures in a row. */
export async function endLease(
  query: NamedQuery,
  {
    channelId,
    node,
    retryAt,
    failures,
  }: {
    readonly channelId: string;
    readonly node: string;
    readonly retryAt: Date | null;
    readonly failures: number;
  },
): Promise<void> {
  const text = `update channel_listeners set node = null, held_until = null, retry_at = $3::timestamptz,
      failures = $4::int
    where channel_id = $1::uuid and node = $2::uuid`;
  await query('channel-lease-end', text, [channelId, node, retryAt, failures]);
}

/** Keeps what is needed to go on where the connection stopped: it works, so that earlier failures count no more. */
export async function saveResume(query: NamedQuery, channelId: string, resume: JsonObject): Promise<void> {
  const text = `update channel_listeners set resume = $2::jsonb, failures = 0, retry_at = null where channel_id = $1::uuid`;
  await query('channel-lease-resume', text, [channelId, JSON.stringify(resume)]);
}
