import type { Author, ConversationAnalysis, Driver, Priority, Progress, Source } from '@parley/protocol';
import type { JsonObject } from '../../lib/json.ts';

/** A conversation as the list of the inbox shows it. */
export type InboxListRow = {
  readonly id: string;
  readonly agentId: string;
  /** Null for visitors who came by no widget. */
  readonly visitorId: string | null;
  readonly seq: number;
  readonly title: string | null;
  readonly visitorName: string | null;
  readonly visitorEmail: string | null;
  readonly visitorPhone: string | null;
  readonly visitorLabel: string | null;
  /** Markdown. */
  readonly lastMessageContent: string;
  readonly lastMessageAuthor: Author | null;
  readonly lastMessageAt: Date;
  readonly createdAt: Date;
  readonly unread: boolean;
  readonly driver: Driver;
  readonly progress: Progress;
  readonly priority: Priority;
  readonly assignedTo: string | null;
  /** Those of the palette. */
  readonly tagIds: string[];
  readonly source: Source;
  readonly language: string | null;
  readonly sentimentScore: number | null;
  readonly analysis: ConversationAnalysis | null;
  /** Of the keys that were asked for. */
  readonly metadata: JsonObject;
};
