import type { ActionOutcome, ActionType } from '@parley/protocol';
import type { ColumnType } from 'kysely';
import type { Json, JsonObject } from '../lib/json.ts';

/** The tables of migrations 0016 and 0020. */
export type ActionTables = {
  ai_actions: {
    workspace_id: string;
    agent_id: string;
    id: string;
    number: number;
    type: ActionType;
    name: string;
    tool_name: string;
    description: string;
    is_active: boolean;
    was_complete: boolean;
    icon: string | null;
    icon_color: string | null;
    /** What is particular to the type. */
    definition: ColumnType<JsonObject, string, string>;
    created_at: Date;
    updated_at: Date;
  };
  /** What the server of an action has told of its tools. */
  ai_action_tools: {
    action_id: string;
    tools: ColumnType<JsonObject[], string, string>;
    listed_at: Date;
  };
  action_secrets: {
    agent_id: string;
    name: string;
    /** Sealed. */
    value: string;
    updated_at: Date;
  };
  /** Goes with its conversation, and with its action. */
  action_calls: {
    workspace_id: string;
    action_id: string;
    id: string;
    conversation_id: string;
    turn_id: string;
    arguments: ColumnType<Json, string, string>;
    outcome: ActionOutcome;
    message: string | null;
    /** Without secrets; null where nothing was sent. */
    request: ColumnType<JsonObject | null, string | null, string | null>;
    status: number | null;
    /** The beginning of the answer, without secrets. */
    response: string | null;
    is_cut: boolean;
    saved: string[];
    not_saved: string[];
    /** Null where nothing was sent. */
    latency_ms: number | null;
    /** The remote tool, as its server calls it. */
    tool: string | null;
    created_at: Date;
  };
};
