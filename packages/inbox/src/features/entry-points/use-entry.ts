import type { InboxClient } from '@parley/sdk';
import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useInbox } from '../../session/inbox-session.tsx';
import type { EntryKind, EntryPoint } from './entry-point.ts';
import { KINDS, type PairsOf, readPairs } from './kinds.ts';

/** Everything that is known of one kind of entry points: what changes one of them makes its lists old. */
export const entriesKey = (client: InboxClient, kind: EntryKind) => ['entry-points', client.workspaceId, kind] as const;

/** One entry point. */
export const entryQuery = (client: InboxClient, kind: EntryKind, id: string) =>
  queryOptions({
    queryKey: [...entriesKey(client, kind), id],
    queryFn: () => KINDS[kind].get(client, id),
    staleTime: 0,
  });

/** Its properties, or what its link adds to the address that it leads to. */
export const pairsQuery = (
  client: InboxClient,
  kind: EntryKind,
  { id, of }: { readonly id: string; readonly of: PairsOf },
) =>
  queryOptions({
    queryKey: [...entriesKey(client, kind), id, of],
    queryFn: () => readPairs(client, { kind, id, of }),
    staleTime: 0,
  });

/** Takes over what the server says of an entry point, and has the lists read anew. */
export function useTakeOver(kind: EntryKind): (entry: EntryPoint) => Promise<void> {
  const { client } = useInbox();
  const queries = useQueryClient();
  return useCallback(
    (entry) => {
      queries.setQueryData(entryQuery(client, kind, entry.id).queryKey, entry);
      return queries.invalidateQueries({ queryKey: entriesKey(client, kind) });
    },
    [queries, client, kind],
  );
}
