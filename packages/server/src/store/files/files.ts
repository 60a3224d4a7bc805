import { AppError } from '@parley/protocol';
import type { Db, Tx } from '../schema.ts';

/** A file as it is stored, without its content. */
export type StoredFile = {
  readonly id: string;
  readonly name: string;
  readonly contentType: string;
  readonly size: number;
};

export type NewFile = StoredFile & {
  readonly workspaceId: string;
  readonly agentId: string;
  /** Who uploaded it; null for files of the team. */
  readonly visitorId: string | null;
  readonly createdAt: Date;
};

/** An attachment as the contracts show it and messages keep it. */
export type StoredAttachment = {
  readonly id: string;
  readonly name: string;
  readonly content_type: string;
  readonly size: number;
  readonly url: string;
};

/** Notes a file that no message has yet; its content was written before. */
export async function insertFile(db: Db, file: NewFile): Promise<void> {
  await db
    .insertInto('files')
    .values({
      id: file.id,
      workspace_id: file.workspaceId,
      agent_id: file.agentId,
      visitor_id: file.visitorId,
      user_id: null,
      conversation_id: null,
      name: file.name,
      content_type: file.contentType,
      size: file.size,
      created_at: file.createdAt,
    })
    .execute();
}

/** A file by its id; null when there is none, or none any more. */
export async function findFile(db: Db, id: string): Promise<StoredFile | null> {
  const row = await db
    .selectFrom('files')
    .select(['id', 'name', 'content_type', 'size'])
    .where('id', '=', id)
    .executeTakeFirst();
  return row ? { id: row.id, name: row.name, contentType: row.content_type, size: row.size } : null;
}

/** Files by their ids, in that order; those that are not there are left out. */
export async function listFiles(db: Db, ids: readonly string[]): Promise<StoredFile[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('files')
    .select(['id', 'name', 'content_type', 'size'])
    .where('id', 'in', [...ids])
    .execute();
  return ids.flatMap((id) => {
    const row = rows.find((each) => each.id === id);
    return row ? [{ id, name: row.name, contentType: row.content_type, size: row.size }] : [];
  });
}

/** How many files a visitor has uploaded since a moment. */
export async function countFilesSince(
  db: Db,
  { agentId, visitorId, since }: { readonly agentId: string; readonly visitorId: string; readonly since: Date },
): Promise<number> {
  const { count } = await db
    .selectFrom('files')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('agent_id', '=', agentId)
    .where('visitor_id', '=', visitorId)
    .where('created_at', '>', since)
    .executeTakeFirstOrThrow();
  return Number(count);
}

export type LooseFiles = {
  readonly agentId: string;
  readonly visitorId: string;
  readonly ids: readonly string[];
  /** Where a file can be fetched: `fileAddress` of commands/file-address.ts. */
  readonly addressOf: (id: string) => string;
};

/**
 * Files of a visitor that no message has yet, as attachments, in the order of `ids`: `claimFiles` gives them to one. Throws
 * `bad_request` (`unknown_file`) when one is not theirs or is taken.
 */
export async function findLooseFiles(
  db: Db,
  { agentId, visitorId, ids, addressOf }: LooseFiles,
): Promise<StoredAttachment[]> {
  const wanted = [...new Set(ids)];
  const rows = await db
    .selectFrom('files')
    .select(['id', 'name', 'content_type', 'size'])
    .where('id', 'in', wanted)
    .where('agent_id', '=', agentId)
    .where('visitor_id', '=', visitorId)
    .where('conversation_id', 'is', null)
    .execute();
  return inOrder(wanted, rows, addressOf);
}

export type Claim = {
  readonly workspaceId: string;
  readonly agentId: string;
  readonly visitorId: string;
  readonly conversationId: string;
  readonly ids: readonly string[];
  /** Where a file can be fetched: `fileAddress` of commands/file-address.ts. */
  readonly addressOf: (id: string) => string;
};

/**
 * Gives loose files of a visitor to a conversation and returns them as attachments, in the order of `ids`. Throws
 * `bad_request` (`unknown_file`), to be left to roll the transaction back, when one is not theirs or is taken.
 */
export async function claimFiles(tx: Tx, claim: Claim): Promise<StoredAttachment[]> {
  const ids = [...new Set(claim.ids)];
  if (ids.length === 0) return [];
  const rows = await tx
    .updateTable('files')
    .set({ conversation_id: claim.conversationId })
    .where('id', 'in', ids)
    .where('workspace_id', '=', claim.workspaceId)
    .where('agent_id', '=', claim.agentId)
    .where('visitor_id', '=', claim.visitorId)
    .where('conversation_id', 'is', null)
    .returning(['id', 'name', 'content_type', 'size'])
    .execute();
  return inOrder(ids, rows, claim.addressOf);
}

function inOrder(
  ids: readonly string[],
  rows: readonly Omit<StoredAttachment, 'url'>[],
  addressOf: Claim['addressOf'],
): StoredAttachment[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => {
    const row = byId.get(id);
    if (row) return { ...row, url: addressOf(id) };
    throw new AppError('bad_request', 'A file is not there: upload it again.', { reason: 'unknown_file' });
  });
}

/** Which of some ids are of files that there are. */
export async function findKnownFiles(db: Db, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .selectFrom('files')
    .select('id')
    .where('id', 'in', [...ids])
    .execute();
  return new Set(rows.map(({ id }) => id));
}

/** Takes loose files of before a moment out of the table, at most `limit`, and gives their ids. */
export async function removeLooseFiles(db: Db, before: Date, limit: number): Promise<string[]> {
  const rows = await db
    .deleteFrom('files')
    // Once more, of the row as it is when it is deleted: a message may have claimed it since.
    .where('conversation_id', 'is', null)
    .where('id', 'in', (files) =>
      files
        .selectFrom('files')
        .select('id')
        .where('conversation_id', 'is', null)
        .where(({ eb, or }) => or([eb('visitor_id', 'is not', null), eb('draft_of', 'is not', null)]))
        .where('created_at', '<', before)
        .limit(limit),
    )
    .returning('id')
    .execute();
  return rows.map(({ id }) => id);
}

/** Takes the files of conversations out of the table, for erasure, and gives their ids: remove their contents then. */
export async function removeFilesOf(tx: Tx, conversationIds: readonly string[]): Promise<string[]> {
  if (conversationIds.length === 0) return [];
  const rows = await tx
    .deleteFrom('files')
    .where(({ eb, or }) =>
      or([eb('conversation_id', 'in', [...conversationIds]), eb('draft_of', 'in', [...conversationIds])]),
    )
    .returning('id')
    .execute();
  return rows.map(({ id }) => id);
}

/** Takes the files that a visitor uploaded and no message has out of the table, and gives their ids. */
export async function removeLooseFilesOf(
  tx: Tx,
  { agentId, visitorId }: { readonly agentId: string; readonly visitorId: string },
): Promise<string[]> {
  const rows = await tx
    .deleteFrom('files')
    .where('agent_id', '=', agentId)
    .where('visitor_id', '=', visitorId)
    .where('conversation_id', 'is', null)
    .returning('id')
    .execute();
  return rows.map(({ id }) => id);
}
