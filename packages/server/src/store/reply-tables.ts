import type { ColumnType } from 'kysely';
import type { JsonObject } from '../lib/json.ts';

/** Tables of those who reply in the inbox: their words in stock, how they want it, and what visitors have seen. */
export type ReplyTables = {
  canned_replies: {
    workspace_id: string;
    id: string;
    shortcut: string;
    /** The shortcut as shortcuts are compared: no two of a workspace are the same. */
    shortcut_key: string;
    title: string;
    body: string;
    created_at: Date;
    updated_at: Date;
  };
  /** Goes with the membership. */
  member_preferences: {
    workspace_id: string;
    user_id: string;
    preferences: ColumnType<JsonObject, string, string>;
    updated_at: Date;
  };
  /** Up to which message a conversation's visitor has seen it. */
  visitor_seen: { workspace_id: string; conversation_id: string; ord: number; at: Date };
};
