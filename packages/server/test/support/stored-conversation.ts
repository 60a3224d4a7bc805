import { decide, draftOf } from '../../src/domain/conversation/append.ts';
import type { Conversation, NewMessage } from '../../src/domain/conversation/conversation.ts';
import { startConversation } from '../../src/domain/conversation/receive-message.ts';
import { systemIds } from '../../src/runtime/ids.ts';
import { saveConversation } from '../../src/store/conversations/save-conversation.ts';
import type { TestApp } from './app.ts';

export type StoredConversation = Partial<Omit<Conversation, 'seq' | 'messageCount' | 'turns'>> & {
  /** What the visitor wrote. */
  readonly text?: string;
};

/** Stores a conversation of the test app's agent with one visitor message, as if it had come to be at `lastMessageAt`. */
export async function storeConversation(
  { database, first, parley }: TestApp,
  { text = 'What is your return policy?', ...fields }: StoredConversation = {},
): Promise<Conversation> {
  const agent = await database.db
    .selectFrom('agents')
    .select(['id', 'workspace_id'])
    .where('id', '=', fields.agentId ?? first.chatbot_id)
    .executeTakeFirstOrThrow();
  const at = fields.lastMessageAt ?? new Date();
  const start = {
    workspaceId: agent.workspace_id,
    agentId: agent.id,
    id: fields.id ?? systemIds.uuid(),
    ord: fields.ord ?? (await parley.deps.ords.next(agent.id)),
    source: fields.source ?? 'api',
    url: null,
    metadata: {},
    welcome: [],
  } as const;
  const allows = { state: 'active', peopleEnabled: true, peopleKeepConversations: false } as const;
  const message = { id: systemIds.uuid(), text, clientMetadata: null, language: 'en', visitor: {} };
  const turn = { id: systemIds.uuid(), node: systemIds.uuid(), origin: 'request' } as const;
  const begun = startConversation(start, allows, message, turn, at);
  const next = { ...begun.next, turns: [], ...fields };
  await saveConversation(database.named, null, { ...begun, next }, at);
  return next;
}

/** Appends a visitor message to a stored conversation, without a turn. */
export async function appendVisitorMessage(
  { database }: TestApp,
  state: Conversation,
  text: string,
  at = new Date(),
): Promise<Conversation> {
  const ord = state.messageCount + 1;
  const message: NewMessage = {
    id: systemIds.uuid(),
    ord,
    author: 'visitor',
    authorId: null,
    content: text,
    isWelcome: false,
    clientMetadata: null,
    sources: [],
    insights: null,
    attachments: [],
    verified: null,
    handoffState: null,
    createdAt: at,
  };
  const draft = draftOf({ ...state, messageCount: ord, lastMessageAt: at, lastMessageContent: text });
  draft.messages.push(message);
  draft.events.push({ type: 'message.received', data: { ord } });
  const decision = decide(draft);
  await saveConversation(database.named, state, decision, at);
  return decision.next;
}
