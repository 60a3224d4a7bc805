import { type ConversationOverview, OVERVIEW_COLUMNS, type OverviewRow, overviewOf } from './conversation-overview.ts';
import type { AgentKey } from './list-conversations.ts';
import type { NamedQuery } from './save-conversation.ts';

/** Reads one conversation of an agent; null when that agent has none of that id. */
export async function findConversationOverview(
  query: NamedQuery,
  agent: AgentKey,
  id: string,
): Promise<ConversationOverview | null> {
  const [row] = await query<OverviewRow>(
    'conversation-overview',
    `select ${OVERVIEW_COLUMNS} from conversations c
     where c.workspace_id = $1::uuid and c.id = $2::uuid and c.agent_id = $3::uuid`,
    [agent.workspaceId, id, agent.id],
  );
  return row ? overviewOf(row) : null;
}
