import { type Selectable, sql } from 'kysely';
import type { ChannelActivity, ChannelProblem, StoredChannel } from '../../domain/channels/channel-state.ts';
import type { Db, Schema, Tx } from '../schema.ts';
import { prepareChannelCursor } from './log-cursor.ts';

/** Which channel, always within its workspace. */
export type ChannelKey = { readonly workspaceId: string; readonly id: string };

/** A channel with when something last came or went. */
export type ShownChannel = StoredChannel & { readonly activity: ChannelActivity };

/** The channels of a workspace, or of one of its agents, oldest first. */
export async function listChannels(
  db: Db,
  { workspaceId, agentId }: { readonly workspaceId: string; readonly agentId?: string | undefined },
): Promise<ShownChannel[]> {
  const all = shown(db).where('c.workspace_id', '=', workspaceId);
  const rows = await (agentId === undefined ? all : all.where('c.agent_id', '=', agentId)).orderBy('c.id').execute();
  return rows.map(shownOf);
}

/** A channel; null when the workspace has none of that id. */
export async function findChannel(db: Db, { workspaceId, id }: ChannelKey): Promise<ShownChannel | null> {
  const row = await shown(db).where('c.workspace_id', '=', workspaceId).where('c.id', '=', id).executeTakeFirst();
  return row ? shownOf(row) : null;
}

/** The same, locked for the transaction. */
export async function lockChannel(tx: Tx, { workspaceId, id }: ChannelKey): Promise<StoredChannel | null> {
  const row = await tx
    .selectFrom('channels')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row ? channelOf(row) : null;
}

/** Locks the workspace for who adds a channel, and gives how many it has. */
export async function countChannels(tx: Tx, workspaceId: string): Promise<number> {
  await tx.selectFrom('workspaces').select('id').where('id', '=', workspaceId).forUpdate().execute();
  const { count } = await tx
    .selectFrom('channels')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Keeps a new channel. */
export async function insertChannel(tx: Tx, channel: StoredChannel): Promise<void> {
  await prepareChannelCursor(tx);
  await tx
    .insertInto('channels')
    .values({
      workspace_id: channel.workspaceId,
      agent_id: channel.agentId,
      id: channel.id,
      platform: channel.platform,
      created_at: channel.createdAt,
      ...changingColumns(channel),
    })
    .execute();
  await tx
    .insertInto('channel_activity')
    .values({ channel_id: channel.id, received_at: null, refused_at: null, sent_at: null, pause_until: null })
    .execute();
}

/** Keeps what a channel has become. */
export async function saveChannel(tx: Tx, channel: StoredChannel): Promise<void> {
  await tx.updateTable('channels').set(changingColumns(channel)).where('id', '=', channel.id).execute();
}

/** Removes a channel with everything that connects it; the conversations stay. */
export async function removeChannel(tx: Tx, { workspaceId, id }: ChannelKey): Promise<boolean> {
  const removed = await tx
    .deleteFrom('channels')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .returning('id')
    .execute();
  return removed.length > 0;
}

/** Notes that a channel needs attention; false when that was known of it already. */
export async function noteProblem(tx: Tx, id: string, problem: ChannelProblem): Promise<boolean> {
  const noted = await tx
    .updateTable('channels')
    .set({ problem: JSON.stringify(problem) })
    .where('id', '=', id)
    .where(sql<boolean>`problem is null or problem->>'code' <> ${problem.code}`)
    .returning('id')
    .execute();
  return noted.length > 0;
}

const changingColumns = (channel: StoredChannel) => ({
  name: channel.name,
  state: channel.state,
  settings: JSON.stringify(channel.settings),
  secrets: channel.secrets,
  facts: JSON.stringify(channel.facts),
  problem: channel.problem && JSON.stringify(channel.problem),
  checked_at: channel.checkedAt,
  updated_at: channel.updatedAt,
});

const shown = (db: Db) =>
  db
    .selectFrom('channels as c')
    .innerJoin('channel_activity as a', 'a.channel_id', 'c.id')
    .selectAll('c')
    .select(['a.received_at', 'a.refused_at', 'a.sent_at']);

type Row = Selectable<Schema['channels']>;

/** A row of `channels` as the rules know it. */
export const channelOf = (row: Row): StoredChannel => ({
  workspaceId: row.workspace_id,
  agentId: row.agent_id,
  id: row.id,
  platform: row.platform,
  name: row.name,
  state: row.state,
  settings: row.settings,
  secrets: row.secrets,
  facts: row.facts,
  problem: row.problem,
  checkedAt: row.checked_at,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});

/** The same read as JSON, where its times are texts. */
export type ChannelJson = Row;
export const channelOfJson = (json: ChannelJson): StoredChannel =>
  channelOf({
    ...json,
    checked_at: json.checked_at && new Date(json.checked_at),
    created_at: new Date(json.created_at),
    updated_at: new Date(json.updated_at),
  });

const shownOf = (
  row: Row & { received_at: Date | null; refused_at: Date | null; sent_at: Date | null },
): ShownChannel => ({
  ...channelOf(row),
  activity: { receivedAt: row.received_at, refusedAt: row.refused_at, sentAt: row.sent_at },
});

/** The platforms of some channels, by their ids. */
export async function findPlatforms(
  db: Db,
  ids: readonly string[],
): Promise<ReadonlyMap<string, StoredChannel['platform']>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('channels')
    .select(['id', 'platform'])
    .where('id', 'in', [...ids])
    .execute();
  return new Map(rows.map(({ id, platform }) => [id, platform]));
}
