import { getRouteApi } from '@tanstack/react-router';
import { ActionScreen } from '../../features/agent-settings/actions/action.tsx';

const route = getRouteApi('/$workspace/agents/$agent/actions/$action');

/** One action of an agent. */
export function AgentAction() {
  const { agent, action } = route.useParams();
  return <ActionScreen key={`${agent} ${action}`} agentId={agent} id={Number(action)} />;
}
