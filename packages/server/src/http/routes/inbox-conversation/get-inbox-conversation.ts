import { getInboxConversationEndpoint, type InboxConversation } from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { readSettings } from '../../../domain/agent/settings.ts';
import { readWidgetSettings } from '../../../domain/agent/widget-settings.ts';
import { statusOf } from '../../../domain/conversation/conversation.ts';
import type { LoggedMessage } from '../../../domain/conversation/logged-message.ts';
import { confirmationOf, shortIdOf } from '../../../domain/visitor/erasure.ts';
import { conversationNote } from '../../../presenters/conversation-note.ts';
import { inboxState, supportsInboxControl } from '../../../presenters/inbox-conversation.ts';
import { actorIdsOf, inboxMessage } from '../../../presenters/inbox-message.ts';
import { type ActorBook, namedActor } from '../../../presenters/named-actor.ts';
import { offsetTime } from '../../../presenters/offset-time.ts';
import { unifiedAnalysis } from '../../../presenters/unified-analysis.ts';
import { avatarUrl } from '../../../presenters/widget-configuration.ts';
import { workspaceConversation } from '../../../presenters/workspace-conversation.ts';
import type { OpenedConversation } from '../../../store/inbox/find-opened-conversation.ts';
import { listInboxMessages } from '../../../store/inbox/list-inbox-messages.ts';
import {
  countVisitorConversations,
  listVisitorOthers,
  type OtherConversation,
} from '../../../store/inbox/list-visitor-others.ts';
import { listNotes, type Note } from '../../../store/notes/notes.ts';
import type { HttpDeps } from '../../deps.ts';
import { workspaceRoute } from '../../workspace-route.ts';
import { actorBook } from './actor-book.ts';
import { openConversation, seenOrdOf } from './open-conversation.ts';

const NOTES_MAX = 200;
const OTHERS_MAX = 10;

/** `GET /v1/inbox/conversations/{id}` */
export function getInboxConversationRoute(app: FastifyInstance, deps: HttpDeps): void {
  workspaceRoute(app, deps, getInboxConversationEndpoint, async ({ workspaceId, params, query, request }) => {
    const opened = await openConversation(deps, { workspaceId, id: params.id });
    const around = await readAround(deps, opened, query.limit);
    const ids = [
      ...actorIdsOf(around.messages),
      ...around.notes.flatMap(({ authorId }) => authorId ?? []),
      ...(opened.state.assignedTo === null ? [] : [opened.state.assignedTo]),
    ];
    const book = await actorBook(deps, opened, { ids, request });
    return shown(opened, around, book);
  });
}

type Around = {
  readonly messages: LoggedMessage[];
  readonly hasOlder: boolean;
  /** Oldest first. */
  readonly notes: Note[];
  readonly hasMoreNotes: boolean;
  readonly others: OtherConversation[];
  readonly count: number;
  readonly isPresent: boolean;
};

/** What belongs to the state that was read: messages that came since are told by the events after it. */
async function readAround(deps: HttpDeps, { state }: OpenedConversation, limit: number): Promise<Around> {
  const { database, presence } = deps;
  const stretch = { after: 0, before: state.seq + 1, isForward: false, limit: limit + 1 };
  const whose = { ...state, email: state.visitor.email };
  const [messages, notes, others, count, isPresent] = await Promise.all([
    listInboxMessages(database.named, state, stretch),
    listNotes(database.db, state, { after: null, limit: NOTES_MAX + 1 }),
    listVisitorOthers(database.named, whose, OTHERS_MAX),
    countVisitorConversations(database.named, whose),
    presence.isPresent(state.id),
  ]);
  return {
    messages: messages.slice(-limit),
    hasOlder: messages.length > limit,
    notes: notes.slice(0, NOTES_MAX).toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime()),
    hasMoreNotes: notes.length > NOTES_MAX,
    others,
    count,
    isPresent,
  };
}

function shown(opened: OpenedConversation, around: Around, book: ActorBook): InboxConversation {
  const { state, entryPoint } = opened;
  const setting = { conversationId: state.id, book, seenOrd: seenOrdOf(opened) };
  const noteAuthors = new Set(around.notes.flatMap(({ authorId }) => authorId ?? []));
  return {
    object: 'inbox_conversation',
    ...inboxState(state),
    ord: state.ord,
    url: state.url,
    supports_inbox_control: supportsInboxControl(state.source),
    message_count: state.messageCount,
    messages: around.messages.map((message) => inboxMessage(message, setting)),
    has_older: around.hasOlder,
    notes: around.notes.map(conversationNote),
    has_more_notes: around.hasMoreNotes,
    pending_turns: state.turns.map(({ id, ord }) => ({ turn_id: id, ord })),
    chatbot: chatbotOf(opened, book),
    owner: state.assignedTo === null ? null : namedActor({ type: 'operator', id: state.assignedTo }, book),
    note_authors: [...noteAuthors].map((id) => namedActor({ type: 'operator', id }, book)),
    visitor: visitorOf(opened, around),
    other_conversations: around.others.map(otherOf),
    entry_point: entryPoint,
    analysis: unifiedAnalysis(state.analysis),
  };
}

function chatbotOf({ state, agent }: OpenedConversation, { host }: ActorBook): InboxConversation['chatbot'] {
  return {
    id: state.agentId,
    scenario_id: agent.scenarioId,
    name: readSettings(agent.settings).name,
    avatar_url: avatarUrl(readWidgetSettings(agent.widget).avatar, host),
    state: agent.state,
    metadata_schema: agent.metadataSchema,
  };
}

function visitorOf({ state, seen }: OpenedConversation, { isPresent, count }: Around): InboxConversation['visitor'] {
  return {
    id: state.visitorId,
    short_id: shortIdOf(state),
    is_present: isPresent,
    seen: seen && { ord: seen.ord, at: offsetTime(seen.at) },
    conversation_count: count,
    confirmation: confirmationOf(state),
  };
}

function otherOf({ shown: other, source }: OtherConversation): InboxConversation['other_conversations'][number] {
  const { id, chatbot_id, title, assigned_to, last_message_preview, last_message_at, created_at } =
    workspaceConversation(other);
  const status = statusOf(other);
  return { id, chatbot_id, title, assigned_to, last_message_preview, last_message_at, created_at, status, source };
}
