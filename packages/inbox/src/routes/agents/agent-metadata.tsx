import { getRouteApi } from '@tanstack/react-router';
import { MetadataSchemaScreen } from '../../features/agent-settings/metadata/metadata-schema.tsx';

const route = getRouteApi('/$workspace/agents/$agent/metadata');

/** The schema of an agent's metadata. */
export function AgentMetadata() {
  const { agent } = route.useParams();
  return <MetadataSchemaScreen key={agent} agentId={agent} />;
}
