import type { Actor } from '@parley/protocol';
import type { ColumnType } from 'kysely';

/** The tables of migration 0012. */
export type ConfigurationTables = {
  article_drafts: {
    agent_id: string;
    article_number: number;
    title: string;
    description: string;
    content: string;
    tags: string[];
    /** The version that the draft changes; null for an article that was never published. */
    based_on_version: number | null;
    author: ColumnType<Actor, string, string>;
    updated_at: Date;
  };
  retention_rules: {
    workspace_id: string;
    /** Days without a message; null keeps. */
    conversation_days: number | null;
    attachment_days: number | null;
    updated_at: Date;
    last_run_at: Date | null;
  };
};
