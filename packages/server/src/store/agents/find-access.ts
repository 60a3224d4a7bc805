import type { AgentState, TokenScope } from '@parley/protocol';
import type { Conversation } from '../../domain/conversation/conversation.ts';
import type { JsonObject } from '../../lib/json.ts';
import { type ConversationRow, fromRow } from '../conversations/conversation-row.ts';
import type { NamedQuery } from '../conversations/save-conversation.ts';

/** An agent as a request needs it. */
export type Agent = {
  readonly id: string;
  readonly workspaceId: string;
  readonly scenarioId: string;
  readonly state: AgentState;
  readonly settings: JsonObject;
  readonly metadataSchema: JsonObject | null;
  readonly knowledgeVersion: number;
  /** Whether any of its actions is switched on: without one a turn need not look for them. */
  readonly hasActions: boolean;
};

/** What a token opens: read anew at each request, so that revoking it works at once on every node. */
export type TokenAccess = {
  readonly tokenId: string;
  readonly scope: TokenScope;
  readonly agent: Agent;
};

export type AgentColumns = {
  agent_id: string;
  agent_workspace_id: string;
  scenario_id: string;
  agent_state: Agent['state'];
  settings: JsonObject;
  metadata_schema: JsonObject | null;
  knowledge_version: number;
  has_actions: boolean;
};

/** The agent's part of a select; the same names in every statement that reads an agent beside something else. */
export const AGENT_COLUMNS = `a.id as agent_id, a.workspace_id as agent_workspace_id, a.scenario_id,
  a.state as agent_state, a.settings, a.metadata_schema, a.knowledge_version, a.has_actions`;

/** The agent of a row that was read with `AGENT_COLUMNS`. */
export function agentOf(row: AgentColumns): Agent {
  return {
    id: row.agent_id,
    workspaceId: row.agent_workspace_id,
    scenarioId: row.scenario_id,
    state: row.agent_state,
    settings: row.settings,
    metadataSchema: row.metadata_schema,
    knowledgeVersion: row.knowledge_version,
    hasActions: row.has_actions,
  };
}

type AccessRow = AgentColumns & { token_id: string; scope: TokenScope };

const VALID_TOKEN = `from agent_tokens t join agents a on a.id = t.agent_id
  where t.id = $1::uuid and t.revoked_at is null and t.expires_at > $2::timestamptz`;

/** Reads what a token opens; null when it is unknown, expired or revoked. */
export async function findTokenAccess(query: NamedQuery, tokenId: string, at: Date): Promise<TokenAccess | null> {
  const [row] = await query<AccessRow>(
    'token-access',
    `select t.id as token_id, t.scope, ${AGENT_COLUMNS} ${VALID_TOKEN}`,
    [tokenId, at],
  );
  return row ? { tokenId: row.token_id, scope: row.scope, agent: agentOf(row) } : null;
}

/** The same in one round trip with the conversation that a chat request continues. */
export async function findChatAccess(
  query: NamedQuery,
  tokenId: string,
  conversationId: string,
  at: Date,
): Promise<(TokenAccess & { readonly conversation: Conversation | null }) | null> {
  const [row] = await query<AccessRow & { conversation: (ConversationRow & Record<string, unknown>) | null }>(
    'chat-access',
    `select t.id as token_id, t.scope, ${AGENT_COLUMNS},
       (select to_jsonb(c) from conversations c
        where c.workspace_id = a.workspace_id and c.id = $3::uuid and c.agent_id = a.id) as conversation ${VALID_TOKEN}`,
    [tokenId, at, conversationId],
  );
  if (!row) return null;
  const conversation = row.conversation ? fromRow(withDates(row.conversation)) : null;
  return { tokenId: row.token_id, scope: row.scope, agent: agentOf(row), conversation };
}

/** JSON has no dates: the columns that are timestamps become them again. */
function withDates(row: ConversationRow & Record<string, unknown>): ConversationRow {
  const date = (value: Date): Date => new Date(value);
  const maybe = (value: Date | null): Date | null => (value === null ? null : new Date(value));
  return {
    ...row,
    created_at: date(row.created_at),
    last_message_at: date(row.last_message_at),
    last_visitor_message_at: maybe(row.last_visitor_message_at),
    resolved_at: maybe(row.resolved_at),
    closed_at: maybe(row.closed_at),
    silent_since: maybe(row.silent_since),
  };
}
