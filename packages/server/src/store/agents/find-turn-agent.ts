import { readWidgetSettings, type WidgetSettings } from '../../domain/agent/widget-settings.ts';
import type { JsonObject } from '../../lib/json.ts';
import type { ConversationKey } from '../conversations/find-conversation.ts';
import type { NamedQuery } from '../conversations/save-conversation.ts';
import { AGENT_COLUMNS, type Agent, type AgentColumns, agentOf } from './find-access.ts';

/** What a turn without a request needs: the agent as it is now, and the topic that the message asks for. */
export type TurnAgent = {
  readonly agent: Agent;
  readonly widget: WidgetSettings;
  readonly topic: string | null;
};

/** Reads the agent of a conversation for the turn that answers message `ord`; null when there is no such conversation. */
export async function findTurnAgent(query: NamedQuery, key: ConversationKey, ord: number): Promise<TurnAgent | null> {
  const [row] = await query<AgentColumns & { widget: JsonObject; topic: string | null }>(
    'turn-agent',
    `select ${AGENT_COLUMNS}, a.widget, m.client_metadata->>'kb_topic' as topic
     from conversations c join agents a on a.id = c.agent_id
     left join messages m on m.workspace_id = c.workspace_id and m.conversation_id = c.id and m.ord = $3::int
     where c.workspace_id = $1::uuid and c.id = $2::uuid`,
    [key.workspaceId, key.id, ord],
  );
  return row ? { agent: agentOf(row), widget: readWidgetSettings(row.widget), topic: row.topic } : null;
}
