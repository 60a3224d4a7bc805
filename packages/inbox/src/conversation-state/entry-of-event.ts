import type { Attachment, InboxMessage, LiveEvent, NamedActor, WorkspaceMessage } from '@parley/protocol/api';
import type { OpenedConversation } from './opened-conversation.ts';

export type { LiveEvent };

type Setting = Pick<OpenedConversation, 'facts' | 'view'>;

/**
 * A message or marker as its event tells it; null for other events. Sources and names of people are not in events: until
 * they are read, they are not shown.
 */
export function entryOf(event: LiveEvent, setting: Setting): InboxMessage | null {
  switch (event.type) {
    case 'message.received':
      return { ...sketch(event.seq, event.message, visitorOf(setting)), ord: event.data.ord };
    case 'message.sent':
      return {
        ...sketch(event.seq, event.message, authorOf(event, setting)),
        ord: event.data.ord,
        answers: event.data.answers ?? null,
        is_seen: setting.facts.visitor.seen === null ? null : false,
      };
    case 'marker.added':
      return sketch(event.seq, event.marker, nobody('system'));
    default:
      return null;
  }
}

type Changed = Extract<LiveEvent, { type: 'message.changed' | 'message.delivered' | 'message.undelivered' }>;

/** The entry of a message that is another by now; what was taken back has no files any more. */
export function entryAfter(entry: InboxMessage, event: Changed): InboxMessage {
  if (entry.message.id !== event.message.id) return entry;
  const isGone = event.type === 'message.changed' && event.data.change === 'deleted';
  return { ...entry, message: event.message, ...(isGone ? { attachments: [] } : {}) };
}

const nobody = (type: NamedActor['type'], id: string | null = null): NamedActor => ({
  type,
  id,
  name: null,
  avatar_url: null,
  is_member: false,
});

const visitorOf = ({ view }: Setting): NamedActor => ({ ...nobody('visitor'), name: view.conversation.contact_name });

function authorOf(event: Extract<LiveEvent, { type: 'message.sent' }>, { facts }: Setting): NamedActor {
  if (event.message.metadata?.author === 'ai_assistant') {
    return { ...nobody('ai_assistant'), name: facts.chatbot.name, avatar_url: facts.chatbot.avatar_url };
  }
  const by = event.data.by;
  return nobody(by?.type ?? 'operator', by?.id ?? null);
}

function sketch(seq: number, message: WorkspaceMessage, author: NamedActor): InboxMessage {
  return {
    object: 'inbox_message',
    seq,
    ord: null,
    message,
    author,
    is_welcome: false,
    handoff_state: null,
    kind: null,
    answers: null,
    sources: [],
    attachments: message.parts.flatMap(fileOf),
    feedback: null,
    client_metadata: recordOf(message.metadata?.client_metadata),
    has_insights: false,
    is_seen: null,
  };
}

function fileOf({
  id,
  type,
  file_url,
  file_media_type,
  file_filename,
}: WorkspaceMessage['parts'][number]): Attachment[] {
  if (type !== 'file' || file_url === null) return [];
  return [{ id, name: file_filename ?? '', content_type: file_media_type ?? '', size: null, url: file_url }];
}

const recordOf = (value: unknown): Record<string, unknown> | null =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : null;

/** The words of a message, as Markdown. */
export const textOf = ({ message }: Pick<InboxMessage, 'message'>): string =>
  message.parts.find(({ type }) => type === 'text')?.text ?? '';
