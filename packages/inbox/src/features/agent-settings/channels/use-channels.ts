import type { ChannelPlatform } from '@parley/protocol';
import type { ChannelPlatformJson } from '@parley/protocol/api';
import type { InboxClient } from '@parley/sdk';
import { queryOptions, useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useInbox } from '../../../session/inbox-session.tsx';
import { problemOf } from '../../../session/problem-of.ts';
import { tellProblem } from '../../../ui/toast.tsx';

/** All that is known of the channels of a workspace: what changes one of them makes this old. */
const channelsKey = (client: InboxClient) => ['channels', client.workspaceId] as const;

/** The channels of an agent, the oldest first. */
export const channelsQuery = (client: InboxClient, agentId: string) =>
  queryOptions({
    queryKey: [...channelsKey(client), 'of', agentId],
    queryFn: async () => (await client.call('list-channels', { query: { chatbot_id: agentId } })).data,
    staleTime: 0,
  });

/** One channel. */
export const channelQuery = (client: InboxClient, id: string) =>
  queryOptions({
    queryKey: [...channelsKey(client), id],
    queryFn: () => client.call('get-channel', { params: { id } }),
    staleTime: 0,
  });

/** The platforms that the server can speak to. They do not change while it runs. */
const platformsQuery = (client: InboxClient) =>
  queryOptions({
    queryKey: ['channel-platforms', client.workspaceId],
    queryFn: async () => (await client.call('list-channel-platforms', {})).data,
    staleTime: Number.POSITIVE_INFINITY,
  });

export const usePlatforms = (): readonly ChannelPlatformJson[] =>
  useSuspenseQuery(platformsQuery(useInbox().client)).data;

/** A platform; undefined for one that the server cannot speak to any more. */
export const usePlatform = (name: ChannelPlatform): ChannelPlatformJson | undefined =>
  usePlatforms().find(({ platform }) => platform === name);

/** Reads everything about channels anew. */
export function useRefreshChannels(): () => Promise<void> {
  const { client } = useInbox();
  const queries = useQueryClient();
  return useCallback(() => queries.invalidateQueries({ queryKey: channelsKey(client) }), [queries, client]);
}

/** Does something to a channel. What is refused is said, and everything is read again. */
export function useChannelAct<Input, Answer>(act: (client: InboxClient, input: Input) => Promise<Answer>) {
  const { client } = useInbox();
  const refresh = useRefreshChannels();
  return useMutation({
    mutationFn: (input: Input) => act(client, input),
    onError: (error) => tellProblem(problemOf(error)),
    onSettled: refresh,
  });
}
