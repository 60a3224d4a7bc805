import { getRouteApi } from '@tanstack/react-router';
import { AgentSettingsScreen } from '../../features/agent-settings/agent-settings.tsx';

const route = getRouteApi('/$workspace/agents/$agent');

/** The settings of an agent, and a chat with it beside them. */
export function AgentSettings() {
  const { agent } = route.useParams();
  return <AgentSettingsScreen key={agent} agentId={agent} />;
}
