import { getRouteApi } from '@tanstack/react-router';
import { ChannelScreen } from '../../features/agent-settings/channels/channel.tsx';

const route = getRouteApi('/$workspace/agents/$agent/channels/$channel');

/** One channel of an agent. */
export function AgentChannel() {
  const { agent, channel } = route.useParams();
  return <ChannelScreen key={channel} agentId={agent} id={channel} />;
}
