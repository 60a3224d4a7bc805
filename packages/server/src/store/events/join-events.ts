import type { Source } from '@parley/protocol';
import type { NamedQuery } from '../conversations/save-conversation.ts';
import type { MessageRow } from '../schema.ts';
import type { LoggedEvent } from './read-tail.ts';

export type { LogCursor } from './read-log.ts';
export type { NamedQuery };

export type JoinedMessage = Omit<MessageRow, 'workspace_id' | 'conversation_id'>;

export type JoinedNote = {
  readonly id: string;
  readonly authorId: string | null;
  readonly content: string;
  readonly pinned: boolean;
  readonly createdAt: Date;
  readonly updatedAt: Date;
};

/** Somebody of the team, as visitors see them. */
export type JoinedOperator = { readonly name: string; readonly image: string | null };

/** An event with what it speaks of. A note that was deleted since is null, as its text is gone with its row. */
export type JoinedEvent = LoggedEvent & {
  /** Null for a conversation that is not there any more. */
  readonly source: Source | null;
  readonly message: JoinedMessage | null;
  readonly note: JoinedNote | null;
  /** Who said the message, or was given the conversation. */
  readonly operator: JoinedOperator | null;
  /** Addresses of the message's sources in the language of the conversation, by the articles' numbers. */
  readonly sourceUrls: { readonly [articleNumber: string]: string };
};

// A text exists once, in its row: the event names its place. What only visitors are shown is looked up by key where an
// event has it, so that the streams of the team hardly pay for it; as joins, both tables would be read for each batch.
const JOIN = `select c.source, m.ord is not null as is_message, n.id is not null as is_note,
    m.ord, m.id, m.author, m.author_id, m.content, m.is_welcome, m.client_metadata, m.handoff_state, m.sources,
    m.insights, m.feedback, m.attachments, m.verified, m.delivery, m.edited_at, m.deleted_at, m.created_at,
    n.id as note_id, n.author_id as note_author, n.content as note_content, n.pinned as note_pinned,
    n.created_at as note_created, n.updated_at as note_updated,
    case when coalesce(w.user_id, m.author_id) is not null then (
      select jsonb_build_object('name', p.name, 'image', p.image) from users p
      where p.id = coalesce(w.user_id, m.author_id)) end as operator,
    case when m.sources <> '[]' and c.most_frequent_language is not null then (
      select jsonb_object_agg(s->>'id', l.url) from jsonb_array_elements(m.sources) s
      cross join lateral (
        select url from article_lang_urls where agent_id = c.agent_id and article_number = (s->>'id')::int
          and language = c.most_frequent_language limit 1) l) end as source_urls
  from unnest($1::uuid[], $2::uuid[], $3::int[], $4::uuid[], $5::uuid[]) with ordinality
    as w(workspace_id, conversation_id, ord, note_id, user_id, place)
  left join conversations c on c.workspace_id = w.workspace_id and c.id = w.conversation_id
  left join messages m on m.workspace_id = w.workspace_id and m.conversation_id = w.conversation_id and m.ord = w.ord
  left join conversation_notes n
    on n.workspace_id = w.workspace_id and n.conversation_id = w.conversation_id and n.id = w.note_id
  order by w.place`;

type Row = JoinedMessage & {
  source: Source | null;
  is_message: boolean;
  is_note: boolean;
  note_id: string;
  note_author: string | null;
  note_content: string;
  note_pinned: boolean;
  note_created: Date;
  note_updated: Date;
  operator: JoinedOperator | null;
  source_urls: { [articleNumber: string]: string } | null;
};

/** Joins messages and notes to events, once for all of them. */
export async function joinEvents(query: NamedQuery, events: readonly LoggedEvent[]): Promise<JoinedEvent[]> {
  if (events.length === 0) return [];
  const rows = await query<Row>('log-join', JOIN, [
    events.map(({ workspaceId }) => workspaceId),
    events.map(({ conversationId }) => conversationId),
    events.map(ordOf),
    events.map(noteOf),
    events.map(newOwnerOf),
  ]);
  return events.map((event, index) => {
    const row = rows[index];
    if (!row) throw new Error('the join lost an event');
    return { ...event, ...joined(row) };
  });
}

const ordOf = ({ event }: LoggedEvent): number | null =>
  MESSAGE_EVENTS.has(event.type) && 'ord' in event.data ? event.data.ord : null;

/** They tell the message that they speak of as it is now. */
const MESSAGE_EVENTS: ReadonlySet<string> = new Set([
  'message.received',
  'message.sent',
  'message.changed',
  'message.delivered',
  'message.undelivered',
]);

const noteOf = ({ event }: LoggedEvent): string | null =>
  event.type === 'note.created' || event.type === 'note.updated' ? event.data.noteId : null;

const newOwnerOf = ({ event }: LoggedEvent): string | null =>
  event.type === 'conversation.updated' ? (event.data.assignedTo?.to ?? null) : null;

type Joined = Pick<JoinedEvent, 'source' | 'message' | 'note' | 'operator' | 'sourceUrls'>;

function joined(row: Row): Joined {
  const { source, is_message, is_note, operator, source_urls, ...rest } = row;
  const { note_id, note_author, note_content, note_pinned, note_created, note_updated, ...message } = rest;
  const note = {
    id: note_id,
    authorId: note_author,
    content: note_content,
    pinned: note_pinned,
    createdAt: note_created,
    updatedAt: note_updated,
  };
  return {
    source,
    message: is_message ? message : null,
    note: is_note ? note : null,
    operator,
    sourceUrls: source_urls ?? {},
  };
}
