import { AppError } from '@parley/protocol';
import type { WidgetSettings } from '../domain/agent/widget-settings.ts';
import type { Conversation, Visitor } from '../domain/conversation/conversation.ts';
import type { NewConversation } from '../domain/conversation/receive-message.ts';
import { countingDetails } from '../domain/visitor/visitor-details.ts';
import { isVerified, type VisitorSession } from '../domain/visitor/visitor-session.ts';
import type { JsonObject } from '../lib/json.ts';
import type { Agent } from '../store/agents/find-access.ts';
import { claimFiles, findLooseFiles, type StoredAttachment } from '../store/files/files.ts';
import type { Tx } from '../store/schema.ts';
import { findVisitorConversation } from '../store/visitors/visitor-conversations.ts';
import { findVisitorMessage, insertVisitorMessage } from '../store/visitors/visitor-messages.ts';
import type { Deps } from './deps.ts';
import { fileAddress } from './file-address.ts';
import { type ConversationStart, receiveMessage } from './receive-message.ts';
import { startMetadata } from './start-metadata.ts';
import { startQueuedTurn } from './start-queued-turn.ts';

export type SendVisitorMessageInput = {
  readonly agent: Agent;
  readonly widget: WidgetSettings;
  readonly session: VisitorSession;
  /** Made by the client: a message is stored once under it. */
  readonly messageId: string;
  /** Null begins a conversation. */
  readonly conversationId: string | null;
  readonly text: string;
  /** Ids of files that the visitor has uploaded. */
  readonly files: readonly string[];
  readonly clientMetadata: JsonObject | null;
  /** As the browser says it. */
  readonly visitor: Partial<Visitor>;
  readonly wantsPerson: boolean;
  readonly start: VisitorStart;
  /** Called for a message that is not stored yet, before anything is done with it; what it throws refuses the message. */
  readonly allow: () => Promise<void>;
  /** Asked for a message that is new: whether the model that costs nothing answers it. */
  readonly isOverBudget: () => Promise<boolean>;
};

/** What the page knew when the visitor wrote: heeded where a conversation begins. */
export type VisitorStart = Required<Pick<NewConversation, 'url' | 'entry'>> & {
  readonly language: string | null;
  /** What the page's script says. */
  readonly metadata: JsonObject;
  /** What the widget found out by itself. */
  readonly found: JsonObject;
  /** ISO 3166-1, as the network before the server says it. */
  readonly country: string | null;
};

/** Where the message is. */
export type VisitorReceipt = {
  readonly conversationId: string;
  readonly ord: number;
  readonly seq: number;
  /** It had been stored before. */
  readonly isReplay: boolean;
  /** Why metadata that the page said was not stored with it; null if all was. */
  readonly metadataProblem: string | null;
};

/**
 * Stores what a visitor of the widget says, once for its id however often it is sent, and has it answered without
 * waiting for that. Throws `conflict` (`message_id_taken`) for an id of another visitor, `not_found`
 * (`conversation_gone`) for a conversation that is not theirs or not there any more, `bad_request` (`unknown_file`), and
 * `unavailable` when neither the agent nor people can answer: nothing is stored then.
 */
export async function sendVisitorMessage(deps: Deps, input: SendVisitorMessageInput): Promise<VisitorReceipt> {
  const earlier = await receiptOf(deps, input);
  if (earlier) return earlier;
  await input.allow();
  try {
    return await storeMessage(deps, input);
  } catch (error) {
    // A twin of the request may have stored it, and taken its files.
    const stored = await receiptOf(deps, input);
    if (stored) return stored;
    throw error;
  }
}

async function receiptOf(
  { database }: Deps,
  { agent, session, messageId }: SendVisitorMessageInput,
): Promise<VisitorReceipt | null> {
  const stored = await findVisitorMessage(database.named, agent, messageId);
  if (!stored) return null;
  const { visitorId, conversationId, ord, seq } = stored;
  if (visitorId === session.visitorId) return { conversationId, ord, seq, isReplay: true, metadataProblem: null };
  throw idTaken();
}

const idTaken = () =>
  new AppError('conflict', 'Another message has this id: make a new one.', { reason: 'message_id_taken' });

async function storeMessage(deps: Deps, input: SendVisitorMessageInput): Promise<VisitorReceipt> {
  const { agent, session, widget } = input;
  const conversation = await conversationOf(deps, input);
  const begun = conversation ? null : await startOf(deps, input);
  const attachments = await attachmentsOf(deps, input);
  const economy = await input.isOverBudget();
  const received = await receiveMessage(deps, {
    agent,
    conversation,
    source: 'widget',
    origin: 'queue',
    messageId: input.messageId,
    text: input.text,
    clientMetadata: input.clientMetadata,
    visitor: countingDetails(input.visitor, session),
    message: { verified: isVerified(session), attachments, wantsPerson: input.wantsPerson },
    turn: { quietMs: widget.quietMs, ...(economy ? { economy } : {}) },
    ...(begun ? { start: begun.start, fallbackLanguage: input.start.language } : {}),
    alongside: (tx, { next, ord, seq }) => remember(tx, input, { conversation: next, ord, seq, attachments }),
  });
  const { next, ord, seq, turn } = received;
  if (turn) startQueuedTurn(deps, { conversation: next, turn });
  return { conversationId: next.id, ord, seq, isReplay: false, metadataProblem: begun?.problem ?? null };
}

async function conversationOf(
  { database }: Deps,
  { agent, session, conversationId }: SendVisitorMessageInput,
): Promise<Conversation | null> {
  if (conversationId === null) return null;
  const key = { workspaceId: agent.workspaceId, agentId: agent.id, visitorId: session.visitorId };
  const found = await findVisitorConversation(database.named, key, conversationId);
  if (found) return found;
  throw new AppError('not_found', 'This conversation is not there any more: begin a new one.', {
    reason: 'conversation_gone',
  });
}

async function startOf(
  deps: Deps,
  { agent, session, start }: SendVisitorMessageInput,
): Promise<{ readonly start: ConversationStart; readonly problem: string | null }> {
  const said = { agent, signed: session.metadata, claimed: start.metadata, found: start.found, country: start.country };
  const { problem, ...metadata } = await startMetadata(deps, said);
  const { visitorId, subject: verifiedAs } = session;
  return { start: { url: start.url, entry: start.entry, visitorId, verifiedAs, ...metadata }, problem };
}

async function attachmentsOf(
  deps: Deps,
  { agent, session, files }: SendVisitorMessageInput,
): Promise<StoredAttachment[]> {
  if (files.length === 0) return [];
  const owner = { agentId: agent.id, visitorId: session.visitorId };
  return findLooseFiles(deps.database.db, { ...owner, ids: files, addressOf: (id) => fileAddress(deps, id) });
}

type Stored = {
  readonly conversation: Conversation;
  readonly ord: number;
  readonly seq: number;
  readonly attachments: readonly StoredAttachment[];
};

/** What must be true of the message for good, in its own transaction. */
async function remember(
  tx: Tx,
  { agent, session, messageId }: SendVisitorMessageInput,
  { conversation, ord, seq, attachments }: Stored,
): Promise<void> {
  const { visitorId } = session;
  const place = { visitorId, conversationId: conversation.id, ord, seq };
  const message = { ...place, agentId: agent.id, messageId, createdAt: conversation.lastMessageAt };
  if (!(await insertVisitorMessage(tx, message))) throw idTaken();
  const owner = { workspaceId: agent.workspaceId, agentId: agent.id, visitorId, conversationId: conversation.id };
  const addresses = new Map(attachments.map(({ id, url }) => [id, url]));
  await claimFiles(tx, { ...owner, ids: [...addresses.keys()], addressOf: (id) => addresses.get(id) ?? '' });
}
