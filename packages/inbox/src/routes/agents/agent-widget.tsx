import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { WidgetSettingsScreen } from '../../features/agent-settings/widget/widget-settings.tsx';
import { agentsQuery } from '../../session/agents.ts';

const route = getRouteApi('/$workspace/agents/$agent/widget');

/** The website chat of an agent. */
export function AgentWidget() {
  const { workspace, agent: id } = route.useParams();
  const { data: agents } = useQuery(agentsQuery(workspace));
  const agent = agents?.find((one) => one.id === id);
  return agent && <WidgetSettingsScreen key={id} agentId={id} scenarioId={agent.public_slug} name={agent.name} />;
}
