import type { ConversationTag } from '@parley/protocol/api';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { clientOf, useInbox } from './inbox-session.tsx';

const PAGE = 100;

/** The palette of tags of a workspace, by name. */
export const tagsQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ['conversation-tags', workspaceId],
    queryFn: async () => {
      const tags: ConversationTag[] = [];
      for (let page = 1; ; page += 1) {
        const query = { page, page_size: PAGE };
        const { data, total } = await clientOf(workspaceId).call('list-conversation-tags', { query });
        tags.push(...data);
        if (data.length < PAGE || tags.length >= total) return tags;
      }
    },
  });

/** The palette; none until it is read. */
export function useTags(): readonly ConversationTag[] {
  const { client } = useInbox();
  return useQuery(tagsQuery(client.workspaceId)).data ?? NONE;
}

const NONE: readonly ConversationTag[] = [];
