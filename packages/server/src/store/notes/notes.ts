import type { ConversationKey } from '../conversations/find-conversation.ts';
import type { Db, Tx } from '../schema.ts';

/** What people of the team wrote about a conversation. */
export type Note = {
  readonly id: string;
  readonly conversationId: string;
  /** The user who wrote it; null for an API key. */
  readonly authorId: string | null;
  readonly content: string;
  readonly pinned: boolean;
  readonly createdAt: Date;
  readonly updatedAt: Date;
};

/** The place of a note in its list. */
export type NotePlace = { readonly pinned: boolean; readonly at: Date; readonly id: string };

/** The notes of a conversation after a place, pinned ones first, then the newest. */
export async function listNotes(
  db: Db,
  key: ConversationKey,
  { after, limit }: { readonly after: NotePlace | null; readonly limit: number },
): Promise<Note[]> {
  let query = ofConversation(db, key)
    .orderBy('pinned', 'desc')
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit);
  if (after) {
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('pinned', 'created_at', 'id'), '<', tuple(after.pinned, after.at, after.id)),
    );
  }
  return (await query.execute()).map(noteOf);
}

/** A note of a conversation; null when it has none of that id. */
export async function findNote(db: Db, key: ConversationKey, noteId: string): Promise<Note | null> {
  const row = await ofConversation(db, key).where('id', '=', noteId).executeTakeFirst();
  return row ? noteOf(row) : null;
}

/** Keeps a new note. */
export async function insertNote(tx: Tx, workspaceId: string, note: Note): Promise<void> {
  await tx
    .insertInto('conversation_notes')
    .values({
      workspace_id: workspaceId,
      conversation_id: note.conversationId,
      id: note.id,
      author_id: note.authorId,
      content: note.content,
      pinned: note.pinned,
      created_at: note.createdAt,
      updated_at: note.updatedAt,
    })
    .execute();
}

/** Keeps what a note has become; false when it is gone. */
export async function saveNote(tx: Tx, workspaceId: string, note: Note): Promise<boolean> {
  const saved = await tx
    .updateTable('conversation_notes')
    .set({ content: note.content, pinned: note.pinned, updated_at: note.updatedAt })
    .where('workspace_id', '=', workspaceId)
    .where('conversation_id', '=', note.conversationId)
    .where('id', '=', note.id)
    .returning('id')
    .execute();
  return saved.length > 0;
}

/** Removes a note; false when it is gone already. */
export async function removeNote(tx: Tx, key: ConversationKey, noteId: string): Promise<boolean> {
  const removed = await tx
    .deleteFrom('conversation_notes')
    .where('workspace_id', '=', key.workspaceId)
    .where('conversation_id', '=', key.id)
    .where('id', '=', noteId)
    .returning('id')
    .execute();
  return removed.length > 0;
}

const ofConversation = (db: Db, key: ConversationKey) =>
  db
    .selectFrom('conversation_notes')
    .selectAll()
    .where('workspace_id', '=', key.workspaceId)
    .where('conversation_id', '=', key.id);

type Row = Awaited<ReturnType<ReturnType<typeof ofConversation>['executeTakeFirstOrThrow']>>;

const noteOf = (row: Row): Note => ({
  id: row.id,
  conversationId: row.conversation_id,
  authorId: row.author_id,
  content: row.content,
  pinned: row.pinned,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});
