import { getRouteApi } from '@tanstack/react-router';
import { KnowledgeScreen } from '../../features/knowledge/list/knowledge.tsx';

const route = getRouteApi('/$workspace/agents/$agent/knowledge');

/** What an agent knows. */
export function Knowledge() {
  const { agent } = route.useParams();
  return <KnowledgeScreen key={agent} agentId={agent} />;
}
