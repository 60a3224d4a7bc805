import type {
  AssigneeType,
  Author,
  ConversationAnalysis,
  ConversationEvent,
  ConversationRating,
  ConversationStatus,
  Driver,
  HandoffState,
  Priority,
  Progress,
  ResolutionStatus,
  Source,
} from '@parley/protocol';
import type { JsonObject } from '../../lib/json.ts';

/** How a turn came to be: `request` has a caller that waits for its answer, `queue` is answered whenever it can be. */
export type TurnOrigin = 'request' | 'queue';

/** A turn that waits or runs. They answer in the order of their messages: the head of the list is the one that runs. */
export type PendingTurn = {
  readonly id: string;
  /** The `ord` of the visitor message that the turn answers, with every unanswered one before it. */
  readonly ord: number;
  /** The server process that works on it; when that dies, the turn is ended or taken over. */
  readonly node: string;
  readonly origin: TurnOrigin;
  /** What it answers was said before people gave the conversation back. */
  readonly isHandedBack?: true;
  /** The agent's daily budget was used up when it was asked: the model that costs nothing answers. */
  readonly economy?: true;
  /** It is not begun before the visitor was quiet until then (milliseconds since 1970): what follows replaces it. */
  readonly quietUntil?: number;
  /** How many turns gave way to it, one after the other. */
  readonly replaced?: number;
  /** How often it was begun again after the process that worked on it died. */
  readonly retries?: number;
};

export type Visitor = {
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly label: string | null;
};

/** The state of one conversation: who drives and how far it has come are stored apart (design §3). */
export type Conversation = {
  readonly workspaceId: string;
  readonly id: string;
  readonly agentId: string;
  readonly ord: number;
  readonly source: Source;
  readonly driver: Driver;
  readonly progress: Progress;
  /** Raised by every change of driver or progress: a turn that began at another epoch may not speak. */
  readonly epoch: number;
  /** The number of its last event; every change of state appends one, so it guards each save. */
  readonly seq: number;
  readonly messageCount: number;
  readonly priority: Priority;
  readonly assignedTo: string | null;
  readonly visitor: Visitor;
  readonly metadata: JsonObject;
  readonly clientMetadata: JsonObject | null;
  readonly title: string | null;
  /** Written by the analysis, with the score (0 negative … 100 positive). */
  readonly summary: string | null;
  readonly sentimentScore: number | null;
  /** Palette tags; some may have been deleted since. */
  readonly tagIds: readonly string[];
  /** Through which door the visitor came: at most one of them. */
  readonly qrCodeId: string | null;
  readonly productId: string | null;
  readonly objectId: string | null;
  readonly titleEdited: boolean;
  readonly url: string | null;
  /** How many visitor messages were in which language (ISO 639-1). */
  readonly languages: { readonly [language: string]: number };
  readonly mostFrequentLanguage: string | null;
  readonly createdAt: Date;
  readonly lastMessageAt: Date;
  readonly lastMessageContent: string;
  readonly lastVisitorMessageAt: Date | null;
  readonly unread: boolean;
  readonly resolvedAt: Date | null;
  readonly closedAt: Date | null;
  readonly peopleWereHere: boolean;
  /** Whether the agent's last reply asked «shall I ask a person?». */
  readonly personOffered: boolean;
  /** Visitor messages up to this `ord` are answered, or need no answer. */
  readonly answeredOrd: number;
  /** The `ord` of the latest visitor message, 0 before the first. */
  readonly lastVisitorOrd: number;
  /**
   * From when on silence counts: since who drives began to, and from a person's last reply on. Null where the agent
   * has it from the start, after the end, and in the queue once the visitor has been told that it takes longer.
   */
  readonly silentSince: Date | null;
  readonly turns: readonly PendingTurn[];
  /** Whose conversation it is: a visitor of the widget, or somebody on a platform; null where only an API speaks. */
  readonly visitorId: string | null;
  /** The site's own id of the visitor, where the site has vouched for it. */
  readonly verifiedAs: string | null;
  /** Keys of the metadata that a browser has said, unsigned: they authorise nothing (I9). */
  readonly unverifiedKeys: readonly string[];
  readonly rating: ConversationRating | null;
  readonly analysis: ConversationAnalysis | null;
};

/** What the Workspace API shows of a conversation: lists read this much and no more. */
export type ShownConversation = Pick<
  Conversation,
  | 'id'
  | 'agentId'
  | 'driver'
  | 'progress'
  | 'priority'
  | 'title'
  | 'summary'
  | 'sentimentScore'
  | 'visitor'
  | 'assignedTo'
  | 'lastMessageContent'
  | 'lastMessageAt'
  | 'resolvedAt'
  | 'closedAt'
  | 'createdAt'
  | 'qrCodeId'
  | 'productId'
  | 'objectId'
>;

/** A message about to be stored; its place follows from the state that it was decided on. */
export type NewMessage = {
  readonly id: string;
  readonly ord: number;
  readonly author: Author;
  readonly authorId: string | null;
  readonly content: string;
  readonly isWelcome: boolean;
  readonly clientMetadata: JsonObject | null;
  readonly handoffState: HandoffState | null;
  readonly sources: readonly object[];
  readonly insights: object | null;
  readonly attachments: readonly object[];
  /** Whether the site vouched for who wrote it; null where nobody was asked to. */
  readonly verified: boolean | null;
  readonly createdAt: Date;
};

/** What a command decided: the next state and what is appended, saved together or not at all (I5). */
export type Decision = {
  readonly next: Conversation;
  readonly messages: readonly NewMessage[];
  readonly events: readonly ConversationEvent[];
};

/** Where a hand-off stands, as the Agent API tells it. */
export function handoffState(conversation: Pick<Conversation, 'driver' | 'peopleWereHere'>): HandoffState | null {
  if (conversation.driver === 'queue') return 'requested';
  if (conversation.driver === 'human') return 'active';
  return conversation.peopleWereHere ? 'ended' : null;
}

const ASSIGNEES = { ai: 'ai_assistant', queue: 'unassigned', human: 'human_operator' } as const satisfies Record<
  Driver,
  AssigneeType
>;

/** Who has the conversation, in the Agent API's words. */
export function assigneeType(driver: Driver): AssigneeType {
  return ASSIGNEES[driver];
}

/** The Agent API knows two statuses: everything that is not open is resolved to it. */
export function resolutionStatus(progress: Progress): ResolutionStatus {
  return progress === 'open' ? 'open' : 'resolved';
}

/** Whether the conversation has ended, as the Agent API tells it: a resolved one has not. */
export function isTerminated(progress: Progress): boolean {
  return progress === 'closed' || progress === 'archived';
}

/** The status of the Workspace API. */
export function statusOf({ driver, progress }: Pick<Conversation, 'driver' | 'progress'>): ConversationStatus {
  if (progress !== 'open') return progress;
  return driver === 'ai' ? 'bot_active' : driver === 'queue' ? 'agent_requested' : 'open';
}
