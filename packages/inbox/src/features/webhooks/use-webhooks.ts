import type { DeliveryState } from '@parley/protocol';
import type { WebhookDelivery } from '@parley/protocol/api';
import type { InboxClient } from '@parley/sdk';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import { useLiveNews } from '../../live/live-context.tsx';
import { useInbox } from '../../session/inbox-session.tsx';
import { problemOf } from '../../session/problem-of.ts';
import { type Pages, usePages } from '../../session/use-pages.ts';
import { tellProblem } from '../../ui/toast.tsx';

/** All that is known of the webhooks of a workspace: what changes one of them makes this old. */
const webhooksKey = (client: InboxClient) => ['webhooks', client.workspaceId] as const;

/** The endpoints, the oldest first. */
export const webhooksQuery = (client: InboxClient) =>
  queryOptions({
    queryKey: [...webhooksKey(client), 'list'],
    queryFn: async () => (await client.call('list-webhooks', {})).data,
    staleTime: 0,
  });

/** One endpoint. */
export const webhookQuery = (client: InboxClient, id: string) =>
  queryOptions({
    queryKey: [...webhooksKey(client), id],
    queryFn: () => client.call('get-webhook', { params: { id } }),
    staleTime: 0,
  });

/** Reads everything about webhooks anew. */
export function useRefreshWebhooks(): () => Promise<void> {
  const { client } = useInbox();
  const queries = useQueryClient();
  return useCallback(() => queries.invalidateQueries({ queryKey: webhooksKey(client) }), [queries, client]);
}

/** Does something to an endpoint. What is refused is said, and everything is read again. */
export function useWebhookAct<Input, Answer>(act: (client: InboxClient, input: Input) => Promise<Answer>) {
  const { client } = useInbox();
  const refresh = useRefreshWebhooks();
  return useMutation({
    mutationFn: (input: Input) => act(client, input),
    onError: (error) => tellProblem(problemOf(error)),
    onSettled: refresh,
  });
}

/** While one waits, somebody watches: it is read again so often. */
const WAITING_MS = 2_000;
/** What is to be delivered is written down shortly after its event. */
const AFTER_EVENT_MS = 700;

/** The deliveries of an endpoint, the newest first; new ones come by themselves. */
export function useDeliveries(id: string, state: DeliveryState | null): Pages<WebhookDelivery> {
  const { client } = useInbox();
  const queries = useQueryClient();
  const queryKey = [...webhooksKey(client), id, 'deliveries', state];
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  useLiveNews((news) => {
    if (news.kind !== 'event') return;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void queries.invalidateQueries({ queryKey }), AFTER_EVENT_MS);
  });
  return usePages({
    queryKey,
    read: (cursor) =>
      client.call('list-webhook-deliveries', {
        params: { id },
        query: { ...(state ? { state } : {}), ...(cursor ? { cursor } : {}) },
      }),
    again: (rows) => (rows.some((row) => row.state === 'waiting') ? WAITING_MS : false),
  });
}
