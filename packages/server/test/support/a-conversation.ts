import type { Conversation, PendingTurn } from '../../src/domain/conversation/conversation.ts';
import type { ReceivingAgent, VisitorMessage } from '../../src/domain/conversation/receive-message.ts';
import type { Reply } from '../../src/domain/turn/conclude-turn.ts';

export const BEGUN = new Date('2026-03-01T08:00:00Z');
export const LATER = new Date('2026-03-01T09:00:00Z');

/** A conversation with a welcome message and one answered question, which the agent drives. */
export function aConversation(fields: Partial<Conversation> = {}): Conversation {
  return {
    workspaceId: '0198c0de-0000-7000-8000-000000000001',
    id: '0198c0de-0000-7000-8000-000000000002',
    agentId: '0198c0de-0000-7000-8000-000000000003',
    ord: 1,
    source: 'api',
    driver: 'ai',
    progress: 'open',
    epoch: 4,
    seq: 4,
    messageCount: 3,
    priority: 'medium',
    assignedTo: null,
    visitor: { name: null, email: null, phone: null, label: null },
    metadata: {},
    clientMetadata: null,
    title: null,
    summary: null,
    sentimentScore: null,
    tagIds: [],
    qrCodeId: null,
    productId: null,
    objectId: null,
    titleEdited: false,
    url: null,
    languages: { en: 1 },
    mostFrequentLanguage: 'en',
    createdAt: BEGUN,
    lastMessageAt: BEGUN,
    lastMessageContent: 'Three days.',
    lastVisitorMessageAt: BEGUN,
    unread: true,
    resolvedAt: null,
    closedAt: null,
    peopleWereHere: false,
    personOffered: false,
    answeredOrd: 2,
    lastVisitorOrd: 2,
    silentSince: null,
    turns: [],
    visitorId: null,
    verifiedAs: null,
    unverifiedKeys: [],
    rating: null,
    analysis: null,
    ...fields,
  };
}

/** A turn that answers up to `ord`. */
export function aPendingTurn(ord: number, fields: Partial<PendingTurn> = {}): PendingTurn {
  return { id: `turn-${ord}`, ord, node: 'node-1', origin: 'request', ...fields };
}

/** An active agent with people. */
export function aReceivingAgent(fields: Partial<ReceivingAgent> = {}): ReceivingAgent {
  return { state: 'active', peopleEnabled: true, peopleKeepConversations: false, ...fields };
}

/** What a visitor writes. */
export function aVisitorMessage(fields: Partial<VisitorMessage> = {}): VisitorMessage {
  return { id: 'message', text: 'And to Austria?', clientMetadata: null, language: 'en', visitor: {}, ...fields };
}

/** A checked reply that neither offers a person nor hands off. */
export function aReply(fields: Partial<Reply> = {}): Reply {
  return {
    id: 'reply',
    text: 'Five days.',
    sources: [],
    insights: {},
    offersPerson: false,
    handsOff: false,
    questions: ['And to Austria?'],
    ...fields,
  };
}
