import { getRouteApi } from '@tanstack/react-router';
import { ChannelsScreen } from '../../features/agent-settings/channels/channels.tsx';

const route = getRouteApi('/$workspace/agents/$agent/channels');

/** Where visitors reach an agent beside the website. */
export function AgentChannels() {
  const { agent } = route.useParams();
  return <ChannelsScreen key={agent} agentId={agent} />;
}
