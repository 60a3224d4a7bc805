import type { AgentState, EntryPointType } from '@parley/protocol';
import type { Conversation } from '../../domain/conversation/conversation.ts';
import type { JsonObject } from '../../lib/json.ts';
import { type ConversationRow, fromRow } from '../conversations/conversation-row.ts';
import type { ConversationKey } from '../conversations/find-conversation.ts';
import type { NamedQuery } from '../conversations/save-conversation.ts';

/** A conversation as its screen opens with it, without its messages. */
export type OpenedConversation = {
  readonly state: Conversation;
  readonly agent: {
    readonly scenarioId: string;
    readonly state: AgentState;
    readonly settings: JsonObject;
    readonly widget: JsonObject;
    readonly metadataSchema: JsonObject | null;
  };
  /** Up to which message the visitor has seen it; null where that is not known. */
  readonly seen: { readonly ord: number; readonly at: Date } | null;
  readonly entryPoint: {
    readonly type: EntryPointType;
    readonly id: string;
    readonly name: string;
    readonly slug: string;
  } | null;
};

type Row = ConversationRow & {
  scenario_id: string;
  agent_state: AgentState;
  settings: JsonObject;
  widget: JsonObject;
  metadata_schema: JsonObject | null;
  seen_ord: number | null;
  seen_at: Date | null;
  entry_type: EntryPointType | null;
  entry_id: string;
  entry_name: string;
  entry_slug: string;
};

const FIND = `select c.*, a.scenario_id, a.state as agent_state, a.settings, a.widget, a.metadata_schema,
    s.ord as seen_ord, s.at as seen_at,
    p.type as entry_type, p.id as entry_id, p.name as entry_name, p.slug as entry_slug
  from conversations c
  join agents a on a.id = c.agent_id
  left join visitor_seen s on s.workspace_id = c.workspace_id and s.conversation_id = c.id
  left join entry_points p
    on p.workspace_id = c.workspace_id and p.id = coalesce(c.qr_code_id, c.product_id, c.object_id)
  where c.workspace_id = $1::uuid and c.id = $2::uuid`;

/** Reads a conversation with what stands around it; null when the workspace has none of that id. */
export async function findOpenedConversation(
  query: NamedQuery,
  { workspaceId, id }: ConversationKey,
): Promise<OpenedConversation | null> {
  const [row] = await query<Row>('inbox-conversation', FIND, [workspaceId, id]);
  if (!row) return null;
  const { scenario_id, agent_state, settings, widget, metadata_schema, seen_ord, seen_at } = row;
  const { entry_type: type, entry_id, entry_name, entry_slug } = row;
  return {
    state: fromRow(row),
    agent: { scenarioId: scenario_id, state: agent_state, settings, widget, metadataSchema: metadata_schema },
    seen: seen_ord === null || seen_at === null ? null : { ord: seen_ord, at: seen_at },
    entryPoint: type === null ? null : { type, id: entry_id, name: entry_name, slug: entry_slug },
  };
}
