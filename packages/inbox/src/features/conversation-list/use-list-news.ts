import type { LiveEvent } from '@parley/protocol/api';
import type { InboxClient } from '@parley/sdk';
import { type InfiniteData, type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import { useLiveNews } from '../../live/live-context.tsx';
import { useInbox } from '../../session/inbox-session.tsx';
import { createGatherer } from './gather.ts';
import type { ListRequest } from './list-address.ts';
import { listQuery, readAmong } from './list-query.ts';
import { placeRows, type RowPage, withoutRow } from './place-rows.ts';

const PACE = { delayMs: 150, most: 100, tooMany: 400 };

/** What is searched for is found about a second after it was said. */
const SEARCH_LAG_MS = 1_500;

/** Between attempts, while the server cannot be reached. */
const RETRY_MS = 3_000;

/** Of these a row shows something, or a filter asks for it. */
const SPEAK_OF_ROWS: ReadonlySet<LiveEvent['type']> = new Set([
  'conversation.started',
  'message.received',
  'message.sent',
  'message.changed',
  'conversation.updated',
  'conversation.metadata_set',
  'conversation.rated',
  'conversation.read',
  'conversation.marked_unread',
  'conversation.tagged',
  'conversation.analysed',
]);

/** Whether a row, or whether it is in a list, may be another after an event. */
export const speaksOfRows = ({ type }: Pick<LiveEvent, 'type'>): boolean => SPEAK_OF_ROWS.has(type);

/** Keeps a list up to date with what happens; the function that it gives asks about some conversations at once. */
export function useListNews(request: ListRequest, keys: readonly string[]): (ids: readonly string[]) => void {
  const { client } = useInbox();
  const queries = useQueryClient();
  const keeper = useRef<ListKeeper>(null);
  useEffect(() => {
    const made = keepList({ client, queries, request, keys });
    keeper.current = made;
    return () => made.stop();
  }, [client, queries, request, keys]);

  const lists = ['conversation-list', client.workspaceId];
  useLiveNews(
    (news) => {
      if (news.kind === 'event' && speaksOfRows(news.event)) keeper.current?.hear(news.event.conversation_id);
      if (news.kind !== 'signal' || news.signal.type !== 'conversation_erased') return;
      const { conversation_id: id } = news.signal;
      queries.setQueriesData<InfiniteData<RowPage>>(
        { queryKey: lists },
        (known) => known && { ...known, pages: withoutRow(known.pages, id) },
      );
    },
    () => void queries.invalidateQueries({ queryKey: lists }),
  );
  return useCallback((ids) => {
    for (const id of ids) keeper.current?.hear(id);
  }, []);
}

type ListKeeper = {
  /** That a conversation has changed. */
  hear(id: string): void;
  stop(): void;
};

type KeeperInput = {
  readonly client: InboxClient;
  readonly queries: QueryClient;
  readonly request: ListRequest;
  readonly keys: readonly string[];
};

function keepList({ client, queries, request, keys }: KeeperInput): ListKeeper {
  const { queryKey } = listQuery(client, request, keys);
  const soon = createGatherer({
    ...PACE,
    async work(ids) {
      const rows = await readAmong(client, { request, keys, ids }).catch(() => null);
      if (rows) {
        const found = { asked: new Set(ids), rows, sort: request.sort };
        queries.setQueryData(queryKey, (known) => known && { ...known, pages: placeRows(known.pages, found) });
      } else await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      // A page that is on its way may be older than this answer, and will stand in its place.
      if (!rows || queries.isFetching({ queryKey, exact: true }) > 0) for (const id of ids) soon.add(id);
    },
    beginAnew: () => queries.refetchQueries({ queryKey, exact: true }),
  });
  const later = createGatherer({
    delayMs: SEARCH_LAG_MS,
    most: PACE.tooMany,
    tooMany: Number.POSITIVE_INFINITY,
    work: async (ids) => {
      for (const id of ids) soon.add(id);
    },
    beginAnew: async () => undefined,
  });
  const isSearch = request.filter.q !== undefined || request.filter.visitor !== undefined;
  return {
    hear(id) {
      soon.add(id);
      if (isSearch) later.add(id);
    },
    stop() {
      soon.stop();
      later.stop();
    },
  };
}
