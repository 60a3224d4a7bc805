import type { LiveNews } from '@parley/sdk';
import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, use, useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react';
import { useInbox } from '../session/inbox-session.tsx';
import { browserTabs, createLiveFeed } from './live-feed.ts';
import { livePositionQuery } from './live-position.ts';
import type { LiveFeed, LiveStatus } from './news-hub.ts';

const LiveContext = createContext<LiveFeed | null>(null);

/** Keeps the stream of the workspace open for all that is inside, from `position` on. */
export function LiveProvider({ position, children }: { readonly position: string; readonly children: ReactNode }) {
  const { client } = useInbox();
  const queries = useQueryClient();
  const [feed, setFeed] = useState<LiveFeed | null>(null);
  useEffect(() => {
    const opened = createLiveFeed({ client, position, tabs: browserTabs() });
    setFeed(opened);
    return () => {
      opened.stop();
      // Whoever comes back goes on from here: what was read meanwhile is kept, and was told up to this place.
      queries.setQueryData(livePositionQuery(client.workspaceId).queryKey, opened.place());
    };
  }, [client, queries, position]);
  return feed && <LiveContext value={feed}>{children}</LiveContext>;
}

function useFeed(): LiveFeed {
  const feed = use(LiveContext);
  if (!feed) throw new Error('there is no live feed here');
  return feed;
}

/** Calls `onNews` with everything that happens while the component is there, and `onGap` when all is to be read anew. */
export function useLiveNews(onNews: (news: LiveNews) => void, onGap?: () => void): void {
  const feed = useFeed();
  const hear = useEffectEvent(onNews);
  const lose = useEffectEvent(() => onGap?.());
  useEffect(() => {
    const ends = [feed.subscribe((news) => hear(news)), feed.onGap(() => lose())];
    return () => {
      for (const end of ends) end();
    };
  }, [feed]);
}

/** Tells, when asked, whether this tab speaks for all tabs of the browser. */
export const useIsLeadingTab = (): (() => boolean) => useFeed().leads;

/** Whether changes arrive by themselves right now. */
export function useLiveStatus(): LiveStatus {
  const feed = useFeed();
  return useSyncExternalStore(feed.onStatus, feed.status);
}
