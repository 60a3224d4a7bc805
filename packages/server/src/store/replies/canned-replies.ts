import type { Db, Tx } from '../schema.ts';

/** Words in stock that a team replies with. */
export type CannedReply = {
  readonly id: string;
  /** What is typed to find it. */
  readonly shortcut: string;
  readonly title: string;
  /** Markdown with variables. */
  readonly body: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
};

/** The canned replies of a workspace, by shortcut. */
export async function listCannedReplies(db: Db, workspaceId: string): Promise<CannedReply[]> {
  const rows = await ofWorkspace(db, workspaceId).orderBy('shortcut_key').execute();
  return rows.map(replyOf);
}

/** How many canned replies a workspace has. */
export async function countCannedReplies(db: Db, workspaceId: string): Promise<number> {
  const { count } = await db
    .selectFrom('canned_replies')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Locks a canned reply until the transaction ends; null when the workspace has none of that id. */
export async function lockCannedReply(tx: Tx, workspaceId: string, id: string): Promise<CannedReply | null> {
  const row = await ofWorkspace(tx, workspaceId).where('id', '=', id).forUpdate().executeTakeFirst();
  return row ? replyOf(row) : null;
}

/** Adds a canned reply. Throws the database's error 23505 when the workspace has that shortcut. */
export async function insertCannedReply(tx: Tx, workspaceId: string, reply: CannedReply): Promise<void> {
  const { id, title, body, createdAt, updatedAt } = reply;
  await tx
    .insertInto('canned_replies')
    .values({
      workspace_id: workspaceId,
      id,
      ...shortcutOf(reply),
      title,
      body,
      created_at: createdAt,
      updated_at: updatedAt,
    })
    .execute();
}

/** Keeps what a locked canned reply has become. Throws the database's error 23505 as above. */
export async function saveCannedReply(tx: Tx, workspaceId: string, reply: CannedReply): Promise<void> {
  await tx
    .updateTable('canned_replies')
    .set({ ...shortcutOf(reply), title: reply.title, body: reply.body, updated_at: reply.updatedAt })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', reply.id)
    .execute();
}

/** Removes a canned reply; false when it is gone already. */
export async function removeCannedReply(tx: Tx, workspaceId: string, id: string): Promise<boolean> {
  const removed = await tx
    .deleteFrom('canned_replies')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .returning('id')
    .execute();
  return removed.length > 0;
}

/** Shortcuts are compared without regard to case and to forms that look the same. */
const shortcutOf = ({ shortcut }: CannedReply) => ({
  shortcut,
  shortcut_key: shortcut.normalize('NFKC').toLowerCase(),
});

const ofWorkspace = (db: Db, workspaceId: string) =>
  db
    .selectFrom('canned_replies')
    .select(['id', 'shortcut', 'title', 'body', 'created_at', 'updated_at'])
    .where('workspace_id', '=', workspaceId);

type Row = {
  readonly id: string;
  readonly shortcut: string;
  readonly title: string;
  readonly body: string;
  readonly created_at: Date;
  readonly updated_at: Date;
};

const replyOf = ({ created_at, updated_at, ...row }: Row): CannedReply => ({
  ...row,
  createdAt: created_at,
  updatedAt: updated_at,
});
