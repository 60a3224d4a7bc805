import { sql } from 'kysely';
import type { Conversation } from '../../domain/conversation/conversation.ts';
import type { LoggedChange } from '../../domain/webhook/conversation-as-of.ts';
import { type ConversationRow, fromRow } from '../conversations/conversation-row.ts';
import type { MessageRow, Schema, Tx } from '../schema.ts';

type Note = Omit<Schema['conversation_notes'], 'pinned'> & { pinned: boolean };
type Tag = Schema['conversation_tags'];
export type EventPlace = { readonly workspaceId: string; readonly conversationId: string };

/** Everything that the events of a batch speak of, by id; of what is gone by now there is nothing. */
export type Facts = {
  readonly conversations: ReadonlyMap<string, Conversation>;
  /** By conversation, in order. */
  readonly changes: ReadonlyMap<string, LoggedChange[]>;
  /** By conversation and ord: `messageKey`. */
  readonly messages: ReadonlyMap<string, FactMessage>;
  readonly notes: ReadonlyMap<string, Note>;
  readonly tags: ReadonlyMap<string, Tag>;
};

export type FactMessage = Pick<
  MessageRow,
  | 'conversation_id'
  | 'ord'
  | 'id'
  | 'author'
  | 'author_id'
  | 'content'
  | 'attachments'
  | 'client_metadata'
  | 'verified'
  | 'created_at'
>;

/** What is asked for, in as few statements as there are kinds of things. */
export type FactsAsked = {
  readonly conversations: readonly EventPlace[];
  readonly messages: readonly (EventPlace & { readonly ord: number })[];
  readonly notes: readonly (EventPlace & { readonly noteId: string })[];
  readonly withTags: boolean;
};

export const messageKey = (conversationId: string, ord: number): string => `${conversationId} ${ord}`;

/** Reads the facts of a batch of events. */
export async function readFacts(tx: Tx, asked: FactsAsked): Promise<Facts> {
  const conversations = await readConversations(tx, asked.conversations);
  const changes = await readChanges(tx, asked.conversations);
  const messages = asked.messages.length > 0 ? await readMessages(tx, asked.messages) : [];
  const notes = asked.notes.length > 0 ? await readNotes(tx, asked.notes) : [];
  const tags = asked.withTags ? await readTags(tx, [...conversations.values()]) : [];
  return {
    conversations,
    changes,
    messages: new Map(messages.map((message) => [messageKey(message.conversation_id, message.ord), message])),
    notes: new Map(notes.map((note) => [note.id, note])),
    tags: new Map(tags.map((tag) => [tag.id, tag])),
  };
}

const keysOf = (places: readonly EventPlace[]) =>
  sql`select * from unnest(${places.map(({ workspaceId }) => workspaceId)}::uuid[],
    ${places.map(({ conversationId }) => conversationId)}::uuid[]) as k(workspace_id, conversation_id)`;

async function readConversations(tx: Tx, places: readonly EventPlace[]): Promise<Map<string, Conversation>> {
  const { rows } = await sql<ConversationRow>`
    with k as (${keysOf(places)})
    select c.* from k join conversations c on c.workspace_id = k.workspace_id and c.id = k.conversation_id`.execute(tx);
  return new Map(rows.map((row) => [row.id, fromRow(row)]));
}

async function readChanges(tx: Tx, places: readonly EventPlace[]): Promise<Map<string, LoggedChange[]>> {
  type Row = LoggedChange & { conversation_id: string };
  const { rows } = await sql<Row>`
    with k as (${keysOf(places)})
    select e.conversation_id, e.seq, e.created_at as at, e.data from k join events e
      on e.workspace_id = k.workspace_id and e.conversation_id = k.conversation_id and e.type = 'conversation.updated'
    order by e.conversation_id, e.seq`.execute(tx);
  return Map.groupBy(rows, (row) => row.conversation_id);
}

async function readMessages(tx: Tx, asked: FactsAsked['messages']): Promise<FactMessage[]> {
  const { rows } = await sql<FactMessage>`
    with k as (select * from unnest(${asked.map(({ workspaceId }) => workspaceId)}::uuid[],
      ${asked.map(({ conversationId }) => conversationId)}::uuid[], ${asked.map(({ ord }) => ord)}::int[])
      as k(workspace_id, conversation_id, ord))
    select m.conversation_id, m.ord, m.id, m.author, m.author_id, m.content, m.attachments, m.client_metadata, m.verified,
      m.created_at
    from k join messages m
      on m.workspace_id = k.workspace_id and m.conversation_id = k.conversation_id and m.ord = k.ord`.execute(tx);
  return rows;
}

async function readNotes(tx: Tx, asked: FactsAsked['notes']): Promise<Note[]> {
  const { rows } = await sql<Note>`
    with k as (select * from unnest(${asked.map(({ workspaceId }) => workspaceId)}::uuid[],
      ${asked.map(({ conversationId }) => conversationId)}::uuid[], ${asked.map(({ noteId }) => noteId)}::uuid[])
      as k(workspace_id, conversation_id, id))
    select n.* from k join conversation_notes n
      on n.workspace_id = k.workspace_id and n.conversation_id = k.conversation_id and n.id = k.id`.execute(tx);
  return rows;
}

/** Of the tags that the conversations have, those that the palette has too. */
async function readTags(tx: Tx, conversations: readonly Conversation[]): Promise<Tag[]> {
  const tagged = conversations.flatMap(({ workspaceId, tagIds }) => tagIds.map((id) => ({ workspaceId, id })));
  const { rows } = await sql<Tag>`
    with k as (select distinct * from unnest(${tagged.map(({ workspaceId }) => workspaceId)}::uuid[],
      ${tagged.map(({ id }) => id)}::uuid[]) as k(workspace_id, id))
    select t.* from k join conversation_tags t on t.workspace_id = k.workspace_id and t.id = k.id`.execute(tx);
  return rows;
}
