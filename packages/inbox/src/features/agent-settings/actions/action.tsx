import { HttpAction } from './http-action.tsx';
import { RemoteAction } from './remote/remote-action.tsx';
import { useAction } from './use-actions.ts';

/** One action, by its type. */
export function ActionScreen({ agentId, id }: { readonly agentId: string; readonly id: number }) {
  const act = useAction(agentId, id);
  const Screen = act.action.type === 'remote_mcp' ? RemoteAction : HttpAction;
  return <Screen agentId={agentId} act={act} />;
}
