import { getRouteApi } from '@tanstack/react-router';
import { ActionsScreen } from '../../features/agent-settings/actions/actions.tsx';

const route = getRouteApi('/$workspace/agents/$agent/actions');

/** What an agent may do in other systems. */
export function AgentActions() {
  const { agent } = route.useParams();
  return <ActionsScreen key={agent} agentId={agent} />;
}
