import type { DataGatheringConfiguration, HandoffConfiguration } from '@parley/protocol/api';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useInbox } from '../../../session/inbox-session.tsx';

type Configurations = {
  readonly 'human-handoff': HandoffConfiguration;
  readonly 'data-gathering': DataGatheringConfiguration;
};
type Stored<Name extends keyof Configurations> = {
  readonly configuration: Configurations[Name];
  readonly version: string | null;
};

/** A configuration that is read and replaced as a whole, refused when somebody else has changed it meanwhile. */
export function useConfiguration<Name extends keyof Configurations>(name: Name, agentId: string) {
  const { client } = useInbox();
  const queries = useQueryClient();
  const queryKey = [name, client.workspaceId, agentId];
  const call = client.agent(agentId);
  const stored = useQuery({
    queryKey,
    // Other screens set the same hours: a change is based on what is stored when it begins.
    staleTime: 0,
    queryFn: async (): Promise<Stored<Name>> => {
      let version: string | null = null;
      const onHeaders = (headers: Headers): void => {
        version = headers.get('etag');
      };
      const configuration =
        name === 'human-handoff'
          ? await call('get-human-handoff-configuration', { onHeaders })
          : await call('get-data-gathering-configuration', { onHeaders });
      // The compiler does not follow which name gives which.
      return { configuration: configuration as unknown as Configurations[Name], version };
    },
  });
  const readAgain = (): Promise<void> => queries.invalidateQueries({ queryKey });
  const save = useMutation({
    mutationFn: async (body: Configurations[Name]) => {
      const version = stored.data?.version;
      const headers = version ? { 'if-match': version } : {};
      if (name === 'human-handoff') {
        await call('put-human-handoff-configuration', { body: body as HandoffConfiguration, headers });
      } else await call('put-data-gathering-configuration', { body: body as DataGatheringConfiguration, headers });
    },
    onSuccess: readAgain,
  });
  return { stored, save, readAgain };
}
