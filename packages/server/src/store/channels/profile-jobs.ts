import type { NamedQuery } from '../conversations/save-conversation.ts';

/** Somebody of whom the platform is to be asked. */
export type UnknownPerson = {
  readonly channelId: string;
  readonly person: string;
  readonly workspaceId: string;
  readonly visitorId: string;
};

const ATTEMPTS_MAX = 3;

const CLAIM = `update channel_people set profile_attempts = profile_attempts + 1,
    profiled_at = case when profile_attempts + 1 >= ${ATTEMPTS_MAX} then $1::timestamptz end
  where (channel_id, person) = (
    select channel_id, person from channel_people where profiled_at is null limit 1 for update skip locked)
  returning channel_id as "channelId", person, workspace_id as "workspaceId", visitor_id as "visitorId"`;

/** Takes somebody whom nobody has asked of; null when everybody is known. After some attempts it is given up. */
export async function claimPerson(query: NamedQuery, now: Date): Promise<UnknownPerson | null> {
  const [row] = await query<UnknownPerson>('channel-person-claim', CLAIM, [now]);
  return row ?? null;
}

/** The platform has told what it knows. */
export async function endPerson(query: NamedQuery, { channelId, person }: UnknownPerson, now: Date): Promise<void> {
  const text =
    'update channel_people set profiled_at = $3::timestamptz where channel_id = $1::uuid and person = $2::text';
  await query('channel-person-end', text, [channelId, person, now]);
}

/** The conversations of a person on a channel. */
export async function conversationsOfPerson(
  query: NamedQuery,
  { channelId, person }: UnknownPerson,
): Promise<{ readonly workspaceId: string; readonly id: string }[]> {
  const text = `select workspace_id as "workspaceId", conversation_id as id from channel_conversations
    where channel_id = $1::uuid and person = $2::text order by conversation_id desc limit 20`;
  return query('channel-person-conversations', text, [channelId, person]);
}
