import type { ConversationEvent } from '@parley/protocol';
import { v5 as uuidv5 } from 'uuid';
import { LOGGED_EVENTS, type LogEntry, logEntry } from '../../domain/conversation/log-entry.ts';
import type { AgentKey, Page } from '../conversations/list-conversations.ts';
import type { NamedQuery } from '../conversations/save-conversation.ts';
import type { MessageRow } from '../schema.ts';

export type StoredMessage = Omit<MessageRow, 'workspace_id' | 'conversation_id' | 'author_id'>;

/** A link of a message that the visitor followed. */
export type FollowedLink = { readonly messageId: string; readonly url: string };

/** An event with what it speaks of: the message, the link, or the log entry. */
export type ListedEvent = { readonly seq: number; readonly id: string; readonly createdAt: Date } & (
  | { readonly message: StoredMessage; readonly link: null; readonly entry: null }
  | { readonly message: null; readonly link: FollowedLink; readonly entry: null }
  | { readonly message: null; readonly link: null; readonly entry: LogEntry }
);

export type EventPage = { readonly events: ListedEvent[]; readonly count: number };

const SHOWN = `'${['message.received', 'message.sent', 'link.followed', ...LOGGED_EVENTS].join("', '")}'`;
const OF_CONVERSATION = `e.workspace_id = $1::uuid and e.conversation_id = $2::uuid and e.seq > $3::bigint and e.type in (${SHOWN})`;

// Counts and tells in the same breath whether the agent has such a conversation at all.
const COUNT = `select (select count(*) from events e where ${OF_CONVERSATION}) as count
  from conversations c where c.workspace_id = $1::uuid and c.id = $2::uuid and c.agent_id = $4::uuid`;

// A message's text exists once, in its row: the event names its place.
const LIST = `select e.seq, e.type, e.data, e.created_at as at, m.ord is not null as is_message,
    m.id, m.ord, m.author, m.content, m.is_welcome, m.client_metadata, m.handoff_state, m.sources, m.insights,
    m.feedback, m.attachments, m.created_at
  from (select e.seq, e.type, e.data, e.created_at from events e where ${OF_CONVERSATION}
        order by e.seq limit $4::int offset $5::int) e
  left join messages m on m.workspace_id = $1::uuid and m.conversation_id = $2::uuid
    and m.ord = case when e.type in ('message.received', 'message.sent') then (e.data->>'ord')::int end
  order by e.seq`;

type Row = StoredMessage & {
  seq: number;
  type: ConversationEvent['type'];
  data: ConversationEvent['data'];
  at: Date;
  is_message: boolean;
};

/**
 * A page of what happened in a conversation after the event `after` (0 for all), oldest first. Gives null when the
 * agent has no such conversation.
 */
export async function listConversationEvents(
  query: NamedQuery,
  agent: AgentKey,
  conversationId: string,
  page: Page & { readonly after: number },
): Promise<EventPage | null> {
  const of = [agent.workspaceId, conversationId, page.after];
  const [found] = await query<{ count: number }>('conversation-events-count', COUNT, [...of, agent.id]);
  if (!found) return null;
  const rows = await query<Row>('conversation-events', LIST, [...of, page.limit, page.offset]);
  return { events: rows.flatMap((row) => listedEvent(row, conversationId) ?? []), count: found.count };
}

function listedEvent(row: Row, conversationId: string): ListedEvent | null {
  const { seq, type, data, at, is_message, ...message } = row;
  return shownEvent(
    { conversationId, seq, event: { type, data } as ConversationEvent, createdAt: at },
    is_message ? message : null,
  );
}

type Told = { conversationId: string; seq: number; event: ConversationEvent; createdAt: Date };

/** An event as the Agent API tells it, with the message that it speaks of; null for those that it does not show. */
export function shownEvent(
  { conversationId, seq, event, createdAt }: Told,
  message: StoredMessage | null,
): ListedEvent | null {
  if (message) return { seq, id: message.id, createdAt: message.created_at, message, link: null, entry: null };
  // Events have no id of their own but their place; readers of the API are promised one that stays.
  const place = { seq, id: uuidv5(String(seq), conversationId), createdAt, message: null };
  if (event.type === 'link.followed') return { ...place, link: event.data, entry: null };
  const entry = logEntry(event);
  return entry && { ...place, link: null, entry };
}
