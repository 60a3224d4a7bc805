import { LIST_METADATA_KEYS_MAX } from '@parley/protocol';
import type { InboxClient } from '@parley/sdk';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { type ListRequest, queryOf } from './list-address.ts';
import { pageOf, type RowPage } from './place-rows.ts';

/** Enough for the tallest screen, and little to wait for; later pages are read while one scrolls. */
const [FIRST_PAGE, NEXT_PAGE] = [50, 100];

/** The list of conversations, page after page, with the values of some keys of the metadata. */
export const listQuery = (client: InboxClient, request: ListRequest, keys: readonly string[]) =>
  infiniteQueryOptions({
    queryKey: ['conversation-list', client.workspaceId, request, keys],
    queryFn: async ({ pageParam, signal }): Promise<RowPage> => {
      const cursor = pageParam === '' ? {} : { cursor: pageParam };
      const query = { ...askedFor(request, keys), ...cursor, limit: pageParam === '' ? FIRST_PAGE : NEXT_PAGE };
      const { data, next_cursor: next } = await client.call('list-inbox-conversations', { query, signal });
      return pageOf(data, next);
    },
    // Without a cursor.
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    // Nobody listened for news while it was not on screen.
    refetchOnMount: 'always',
  });

/** Which of some conversations belong to the list as they are now. */
export async function readAmong(
  client: InboxClient,
  {
    request,
    keys,
    ids,
  }: { readonly request: ListRequest; readonly keys: readonly string[]; readonly ids: readonly string[] },
) {
  const query = { ...askedFor(request, keys), ids: [...ids], limit: ids.length };
  return (await client.call('list-inbox-conversations', { query })).data;
}

const askedFor = (request: ListRequest, keys: readonly string[]) => ({
  ...queryOf(request),
  sort: request.sort,
  // What separates keys in a question cannot be part of one.
  ...(keys.length === 0
    ? {}
    : { metadata_keys: keys.filter((key) => !key.includes(',')).slice(0, LIST_METADATA_KEYS_MAX) }),
});
