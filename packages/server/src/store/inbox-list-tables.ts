import type { ColumnType } from 'kysely';
import type { JsonObject } from '../lib/json.ts';

/** What the conversation list of the inbox keeps for itself. */
export type InboxListTables = {
  /** What lists filter by and the hot row carries no index for; kept from the log, so it may lag a second. */
  conversation_facts: {
    workspace_id: string;
    conversation_id: string;
    /** Words of `domain/search/conversation-facts.ts`. */
    facts: string[];
    metadata: ColumnType<JsonObject, string, string>;
    /** Both as they are searched. */
    visitor: string;
    title: string;
    /** In lower case. */
    url: string | null;
  };
  inbox_views: {
    workspace_id: string;
    id: string;
    /** Who saved it; whose it is unless it is shared. */
    created_by: string;
    name: string;
    filter: ColumnType<{ [parameter: string]: string | string[] }, string, string>;
    sort: string;
    shared: boolean;
    position: number;
    created_at: Date;
    updated_at: Date;
  };
};
