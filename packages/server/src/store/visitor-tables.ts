import type { Generated } from 'kysely';

/** Tables of the widget: its visitors, their files, and what sites load. */
export type VisitorTables = {
  identity_secrets: { agent_id: string; id: string; sealed: string; created_at: Date; expires_at: Date | null };
  /** Which messages of visitors were stored, by the id that their browser made. */
  visitor_messages: {
    agent_id: string;
    message_id: string;
    visitor_id: string;
    conversation_id: string;
    ord: number;
    /** Of its event. */
    seq: number;
    created_at: Date;
  };
  files: {
    id: string;
    /** Null, as the agent, for pictures of people, who may be in several workspaces. */
    workspace_id: string | null;
    agent_id: string | null;
    /** Whose picture it is; null for all other files. */
    user_id: string | null;
    /** Who uploaded it; null for files of the team. */
    visitor_id: string | null;
    /** Null until a message has it. */
    conversation_id: string | null;
    /** Who of the team uploaded it for a reply, and the conversation in which it waits for that. */
    uploaded_by: Generated<string | null>;
    draft_of: Generated<string | null>;
    name: string;
    content_type: string;
    size: number;
    created_at: Date;
  };
  /** Contents of files where there is no data folder: 1 MiB a piece. */
  file_chunks: { file_id: string; part: number; bytes: Buffer };
  /** What sites load of the widget, in every version that was ever served. */
  widget_assets: { path: string; content: Buffer; content_type: string; integrity: string; created_at: Date };
};
