import type { WidgetConfiguration } from '@parley/protocol/api';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useInbox } from '../../../session/inbox-session.tsx';
import type { WidgetValues } from './widget-fields.ts';

type Stored = { readonly configuration: WidgetConfiguration; readonly version: string | null };

/** How an agent's website chat is set, and what changes it. */
export function useWidget(agentId: string) {
  const { client } = useInbox();
  const queries = useQueryClient();
  const queryKey = ['widget', client.workspaceId, agentId];
  const read = async (): Promise<Stored> => {
    let version: string | null = null;
    const onHeaders = (headers: Headers): void => {
      version = headers.get('etag');
    };
    const configuration = await client.agent(agentId)('get-widget-configuration', { onHeaders });
    return { configuration, version };
  };
  const stored = useQuery({ queryKey, queryFn: read });
  const readAgain = (): Promise<void> => queries.invalidateQueries({ queryKey });
  const save = useMutation({
    mutationFn: (body: Partial<WidgetValues>) => {
      const version = stored.data?.version;
      const headers = version ? { 'if-match': version } : {};
      return client.agent(agentId)('update-widget-configuration', { body, headers });
    },
    onSuccess: readAgain,
  });
  const avatar = useMutation({
    mutationFn: (file: File | null) => {
      if (file === null) return client.agent(agentId)('remove-widget-avatar', {});
      const form = new FormData();
      form.append('file', file, file.name);
      return client.agent(agentId)('upload-widget-avatar', { body: form });
    },
    onSuccess: readAgain,
  });
  return { stored, save, avatar, readAgain };
}
