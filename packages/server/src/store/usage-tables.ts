import type { Author, FeedbackRating, Source } from '@parley/protocol';
import type { ColumnType } from 'kysely';
import type { CaseOutcome, JudgedQuestion } from '../domain/analytics/count-events.ts';
import type { BudgetRule } from '../domain/usage/budget.ts';
import type { StoredPrice } from '../domain/usage/stored-price.ts';

/** Tables of usage and analytics. */
export type UsageTables = {
  usage_settings: {
    workspace_id: string;
    currency: string | null;
    prices: ColumnType<StoredPrice[], string | undefined, string>;
    prices_updated_at: Date | null;
    /** In which months of budgets begin. */
    time_zone: ColumnType<string, string | undefined, string>;
    budgets: ColumnType<BudgetRule[], string | undefined, string>;
    budgets_updated_at: Date | null;
  };
  /** Which warnings the owners have got. */
  budget_alerts: { workspace_id: string; scope: string; month: string; threshold: number; created_at: Date };
  /** From the first message, or the one that began it anew, to the end of a conversation. */
  analytics_cases: {
    workspace_id: string;
    conversation_id: string;
    number: number;
    agent_id: string;
    source: Source;
    language: string | null;
    begun_at: Date;
    handed_off_at: Date | null;
    human_replied_at: Date | null;
    ended_at: Date | null;
    outcome: CaseOutcome | null;
    /** What the analysis of the conversation said when it was last counted. */
    sentiment: string | null;
    flagged: boolean | null;
    topic: string | null;
    intent: string | null;
    knowledge_gap: string | null;
    /** Up to which event of the log the conversation is counted: the latest case says it. */
    upto_seq: number;
  };
  /** Messages by quarter of an hour: every time zone's days begin with one. */
  analytics_messages: {
    workspace_id: string;
    quarter: Date;
    agent_id: string;
    source: Source;
    author: Author;
    /** What a reply of the agent is; '' for all else. */
    kind: string;
    messages: number;
  };
  /** What visitors think now; taken back, it is gone. */
  analytics_ratings: {
    workspace_id: string;
    conversation_id: string;
    /** Of the message; 0 for the conversation. */
    ord: number;
    question: JudgedQuestion;
    agent_id: string;
    source: Source;
    rating: FeedbackRating;
    rated_at: Date;
  };
};
