import type { Source } from '@parley/protocol';
import { type AgentSettings, readSettings, receivingAgent } from '../domain/agent/settings.ts';
import type { Conversation, TurnOrigin, Visitor } from '../domain/conversation/conversation.ts';
import {
  type NewConversation,
  type ReceivedTurn,
  type ReceivingAgent,
  type Reception,
  receiveMessage as receive,
  startConversation,
  type VisitorMessage,
} from '../domain/conversation/receive-message.ts';
import type { JsonObject } from '../lib/json.ts';
import type { Agent } from '../store/agents/find-access.ts';
import { saveConversation } from '../store/conversations/save-conversation.ts';
import type { Tx } from '../store/schema.ts';
import { changeConversation } from './change-conversation.ts';
import type { Deps } from './deps.ts';

export type ReceiveMessageInput = {
  readonly agent: Agent;
  /** The conversation as it was read with the request; null begins a new one. */
  readonly conversation: Conversation | null;
  readonly source: Source;
  readonly origin: TurnOrigin;
  readonly text: string;
  readonly clientMetadata: JsonObject | null;
  readonly visitor: Partial<Visitor>;
  /** Of the message, where the caller's client has made it. */
  readonly messageId?: string;
  readonly message?: Pick<VisitorMessage, 'verified' | 'attachments' | 'wantsPerson'> &
    Partial<Pick<VisitorMessage, 'isUnanswerable' | 'greetings' | 'facts'>>;
  /** The visitor's language where that of the text cannot be told. */
  readonly fallbackLanguage?: string | null;
  readonly turn?: Pick<ReceivedTurn, 'quietMs' | 'economy'>;
  /** Heeded where the message begins a conversation. */
  readonly start?: ConversationStart;
  /** Written in the same transaction as the message, when the caller must remember that it was stored. */
  readonly alongside?: (tx: Tx, reception: Reception) => Promise<void>;
};

/** What is known of a conversation that begins, beside its first message. */
export type ConversationStart = Partial<
  Pick<NewConversation, 'entry' | 'url' | 'metadata' | 'visitorId' | 'verifiedAs' | 'unverifiedKeys' | 'welcome'>
>;

type ReceiveDeps = Pick<
  Deps,
  'database' | 'clock' | 'ids' | 'nodeId' | 'ords' | 'signals' | 'liveTurns' | 'detectLanguage'
>;

/**
 * Stores a visitor message with its event, before any model is called (I1), and queues the turn that answers it.
 * Begins the conversation when there is none. The turn is among `liveTurns` until the caller is done with it. Throws
 * `unavailable` when neither the agent nor people can answer.
 */
export async function receiveMessage(deps: ReceiveDeps, input: ReceiveMessageInput): Promise<Reception> {
  const { agent, conversation } = input;
  const settings = readSettings(agent.settings);
  const receiving = receivingAgent(agent.state, settings);
  const message = {
    id: input.messageId ?? deps.ids.uuid(),
    text: input.text,
    clientMetadata: input.clientMetadata,
    language: deps.detectLanguage(input.text) ?? input.fallbackLanguage ?? null,
    visitor: input.visitor,
    ...input.message,
  };
  const turn = { id: deps.ids.uuid(), node: deps.nodeId, origin: input.origin, ...input.turn };
  // Before it is saved: one that is saved and not among them counts as lost.
  deps.liveTurns.add(turn.id);
  let isLive = false;
  try {
    const received = conversation
      ? await receiveInto(deps, conversation, input, receiving, message, turn)
      : await begin(deps, input, settings, receiving, message, turn);
    isLive = received.turn !== null;
    return received;
  } finally {
    if (!isLive) deps.liveTurns.delete(turn.id);
  }
}

async function begin(
  deps: ReceiveDeps,
  input: ReceiveMessageInput,
  settings: AgentSettings,
  agent: ReceivingAgent,
  message: VisitorMessage,
  turn: ReceivedTurn,
): Promise<Reception> {
  const at = deps.clock.now();
  const begun = startConversation(await newConversation(deps, input, settings), agent, message, turn, at);
  await save(deps, begun, at, input.alongside);
  deps.signals.moved(begun.next, begun.next);
  return begun;
}

async function receiveInto(
  deps: ReceiveDeps,
  conversation: Conversation,
  { alongside }: ReceiveMessageInput,
  agent: ReceivingAgent,
  message: VisitorMessage,
  turn: ReceivedTurn,
): Promise<Reception> {
  const received = await changeConversation(deps, conversation, conversation, {
    decide: (state, at) => receive(state, agent, message, turn, at),
    ...(alongside ? { alongside } : {}),
  });
  if (!received) throw new Error('a visitor message is always received');
  return received;
}

async function newConversation(
  deps: ReceiveDeps,
  { agent, source, start }: ReceiveMessageInput,
  settings: AgentSettings,
): Promise<NewConversation> {
  const welcome = [settings.greeting, settings.greeting2].filter((text) => text !== '');
  return {
    workspaceId: agent.workspaceId,
    agentId: agent.id,
    id: deps.ids.uuid(),
    ord: await deps.ords.next(agent.id),
    source,
    url: null,
    metadata: {},
    welcome: welcome.map((text) => ({ id: deps.ids.uuid(), text })),
    ...start,
  };
}

async function save(
  { database }: ReceiveDeps,
  begun: Reception,
  at: Date,
  alongside: ReceiveMessageInput['alongside'],
): Promise<void> {
  const saved = alongside
    ? await database.transaction(async (tx) => {
        await alongside(tx, begun);
        return saveConversation((name, text, values) => database.named(name, text, values, tx), null, begun, at);
      })
    : await saveConversation(database.named, null, begun, at);
  if (!saved) throw new Error('the id of a new conversation was taken');
}
