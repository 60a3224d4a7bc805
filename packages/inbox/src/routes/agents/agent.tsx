import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Outlet } from '@tanstack/react-router';
import { AgentFrame, type AgentTab } from '../../features/agents/agent-frame.tsx';
import { agentsQuery } from '../../session/agents.ts';
import { useInbox } from '../../session/inbox-session.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import { MissingScreen } from '../problem-screen.tsx';

const route = getRouteApi('/$workspace/agents/$agent');

/** The screens of an agent, in the order of their tabs. Their names are `tabs.<name>` of the agents' words. */
const TABS: readonly AgentTab[] = [
  { name: 'settings', to: '/$workspace/agents/$agent' },
  { name: 'knowledge', to: '/$workspace/agents/$agent/knowledge' },
  { name: 'actions', to: '/$workspace/agents/$agent/actions' },
  { name: 'widget', to: '/$workspace/agents/$agent/widget' },
  { name: 'channels', to: '/$workspace/agents/$agent/channels' },
  { name: 'handoff', to: '/$workspace/agents/$agent/handoff' },
  { name: 'metadata', to: '/$workspace/agents/$agent/metadata' },
];

/** One agent: its frame, and the screen that is open. */
export function Agent() {
  const { client } = useInbox();
  const { agent: id } = route.useParams();
  const { data: agents } = useQuery(agentsQuery(client.workspaceId));
  if (!agents) return <Waiting />;
  const agent = agents.find((one) => one.id === id);
  if (!agent) return <MissingScreen />;
  return (
    <AgentFrame agent={agent} tabs={TABS}>
      <Outlet />
    </AgentFrame>
  );
}
