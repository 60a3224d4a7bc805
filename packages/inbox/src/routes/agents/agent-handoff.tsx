import { getRouteApi } from '@tanstack/react-router';
import { HandoffSettingsScreen } from '../../features/agent-settings/handoff/handoff-settings.tsx';

const route = getRouteApi('/$workspace/agents/$agent/handoff');

/** How an agent hands over to people. */
export function AgentHandoff() {
  const { agent } = route.useParams();
  return <HandoffSettingsScreen key={agent} agentId={agent} />;
}
