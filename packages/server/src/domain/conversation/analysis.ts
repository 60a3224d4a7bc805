import type { Intent, ResolutionStatus, Sentiment } from '@parley/protocol';

/**
 * What the analysis of a conversation has found. It is stored as it stands here, under these names: lists filter by them.
 * Null on a conversation that was not analysed.
 */
export type ConversationAnalysis = {
  readonly sentiment: Sentiment;
  /** Whether it is solved as the analysis sees it, which may differ from how far the conversation has come. */
  readonly resolution_status: ResolutionStatus;
  readonly topic: string;
  readonly is_flagged: boolean;
  readonly flag_reason: string | null;
  readonly intent: Intent | null;
  /** What the visitor wanted to know and the knowledge does not say. */
  readonly knowledge_gap: string | null;
};
