import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { useLiveNews } from '../live/live-context.tsx';
import { useInbox } from '../session/inbox-session.tsx';
import type { LiveEvent } from './entry-of-event.ts';
import { openedAgain, withEvent, withEvents, withOlder, withRead, withSeen } from './opened.ts';
import type { OpenedConversation } from './opened-conversation.ts';

/** So many events are kept for a reading that is under way; more of them in that time are a gap. */
const HEARD_MAX = 500;
/** A burst of messages is read at once. */
const READ_MS = 120;
const OLDER_PAGE = 100;

const keyOf = (workspaceId: string, id: string) => ['conversation', workspaceId, id] as const;

/** A conversation, kept as it is by the stream: whoever uses it for another one must begin anew (`key`). */
export function useConversation(id: string) {
  const { client } = useInbox();
  const queries = useQueryClient();
  const queryKey = useMemo(() => keyOf(client.workspaceId, id), [client, id]);
  const heard = useRef<readonly LiveEvent[]>([]);
  const change = useCallback(
    (next: (before: OpenedConversation) => OpenedConversation): void => {
      queries.setQueryData<OpenedConversation>(queryKey, (before) => before && next(before));
    },
    [queries, queryKey],
  );
  const query = useQuery({
    queryKey,
    queryFn: async ({ signal }) => {
      const read = () => client.call('get-inbox-conversation', { params: { id }, signal });
      const join = async () => {
        const fresh = await read();
        // What is on screen by then: older messages may have come meanwhile.
        return withEvents(openedAgain(queries.getQueryData<OpenedConversation>(queryKey), fresh), heard.current);
      };
      const joined = await join();
      // What came between was missed: what is read now has it.
      return (joined.outcome === 'gap' ? await join() : joined).view;
    },
    refetchOnMount: 'always',
    // Each change makes new values where something is new, and nowhere else.
    structuralSharing: false,
  });
  const refetch = useCallback(async (): Promise<void> => {
    await queries.refetchQueries({ queryKey, exact: true });
  }, [queries, queryKey]);
  useLiveNews(
    (news) => {
      if (news.kind === 'signal') {
        const { signal } = news;
        if (signal.type === 'seen' && signal.conversation_id === id) change((before) => withSeen(before, signal));
        return;
      }
      if (news.event.conversation_id !== id) return;
      heard.current = [...heard.current.slice(-HEARD_MAX), news.event];
      const before = queries.getQueryData<OpenedConversation>(queryKey);
      if (!before) return;
      const { view, outcome } = withEvent(before, news.event);
      if (outcome === 'applied') queries.setQueryData(queryKey, view);
      // A reading that is under way joins what was heard meanwhile.
      if (outcome === 'gap' && queries.getQueryState(queryKey)?.fetchStatus === 'idle') void refetch();
    },
    () => void refetch(),
  );
  useDetails({ id, sketchedFrom: query.data?.sketchedFrom ?? null, change });

  const loadOlder = useOlder({ id, queryKey, change });
  return { query, refetch, loadOlder, change };
}

type Put = (next: (before: OpenedConversation) => OpenedConversation) => void;
type Older = { readonly id: string; readonly queryKey: ReturnType<typeof keyOf>; readonly change: Put };

/** Reads a page of older messages; while one is on its way it does nothing. */
function useOlder({ id, queryKey, change }: Older): () => Promise<void> {
  const { client } = useInbox();
  const queries = useQueryClient();
  const isComing = useRef(false);
  return useCallback(async () => {
    const first = queries.getQueryData<OpenedConversation>(queryKey)?.entries[0]?.seq;
    if (isComing.current || first === undefined) return;
    isComing.current = true;
    try {
      const query = { before: first, limit: OLDER_PAGE };
      const page = await client.call('list-inbox-messages', { params: { id }, query });
      change((before) => (before.entries[0]?.seq === first ? withOlder(before, page.data, page.has_more) : before));
    } finally {
      isComing.current = false;
    }
  }, [client, queries, id, queryKey, change]);
}

type Details = { readonly id: string; readonly sketchedFrom: number | null; readonly change: Put };

/** Reads what belongs to messages that the stream has told of. */
function useDetails({ id, sketchedFrom, change }: Details): void {
  const { client } = useInbox();
  useEffect(() => {
    if (sketchedFrom === null) return;
    const ending = new AbortController();
    const { signal } = ending;
    const read = async (): Promise<void> => {
      const query = { after: sketchedFrom - 1, limit: 100 };
      const page = await client.call('list-inbox-messages', { params: { id }, query, signal });
      change((before) => withRead(before, page.data));
    };
    // Where it fails, the message stays as it was told, and the next one asks again.
    const timer = setTimeout(() => read().catch(() => undefined), READ_MS);
    return () => {
      clearTimeout(timer);
      ending.abort();
    };
  }, [client, id, sketchedFrom, change]);
}
