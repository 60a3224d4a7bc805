import type { InboxClient, LiveNews } from '@parley/sdk';
import { followWorkspaceLive, type Hearer } from './follow-workspace.ts';
import { createLateJoin } from './late-join.ts';
import { createNewsHub, type LiveFeed, type LiveStatus } from './news-hub.ts';
import { onWake } from './wake.ts';

type FeedInput = {
  readonly client: Pick<InboxClient, 'follow' | 'call' | 'workspaceId'>;
  /** The place in the workspace's log that what is on screen was read after; '' where it is not known. */
  readonly position: string;
  /** What agrees with other tabs of the browser; null where each tab is by itself. */
  readonly tabs: Tabs | null;
  readonly onWake?: typeof onWake;
};

/** How tabs of one browser hear of each other. */
export type Tabs = {
  readonly locks: Pick<LockManager, 'request'>;
  readonly open: (name: string) => BroadcastChannel;
};

/** What one tab says to the others; only the one that leads says `news`, `status` and `gap`. */
type Word =
  | { readonly kind: 'hello' }
  | { readonly kind: 'news'; readonly news: LiveNews }
  | { readonly kind: 'status'; readonly status: LiveStatus }
  | { readonly kind: 'gap' };

/**
 * Follows a workspace. Browsers open six connections to a host over HTTP/1.1: so of several tabs one holds the stream and
 * tells the others, and when it closes the next one goes on from the last event that it heard. A tab that finds another
 * one leading reads by itself what happened after its own place: that one has told of it already.
 */
export function createLiveFeed({ client, position, tabs, onWake: wake = onWake }: FeedInput): LiveFeed {
  const hub = createNewsHub();
  const ending = new AbortController();
  const { signal } = ending;
  const name = `parley.inbox.live.${client.workspaceId}`;
  const channel = tabs?.open(name) ?? null;
  let place = position;
  let leads = tabs === null;
  const tell = (news: LiveNews): void => {
    if (news.kind === 'event') place = news.id;
    hub.tell(news);
  };
  const lose = (): void => {
    place = '';
    hub.gap();
  };
  const late = createLateJoin({ client, place: () => place, signal, tell, lose });
  const take = (word: Word): void => {
    if (word.kind === 'status') hub.turn(word.status);
    if (word.kind === 'gap') lose();
    if (word.kind === 'news') (leads ? tell : late.hear)(word.news);
  };
  /** Here and in the other tabs. */
  const announce = (word: Word): void => {
    take(word);
    channel?.postMessage(word);
  };
  const hearer: Hearer = {
    news: (news) => announce({ kind: 'news', news }),
    status: (status) => announce({ kind: 'status', status }),
    gap: () => announce({ kind: 'gap' }),
  };
  const lead = async (): Promise<void> => {
    leads = true;
    await late.settled();
    await followWorkspaceLive({ client, place: () => place, hearer, signal, onWake: wake });
  };
  if (channel) {
    channel.onmessage = ({ data }: MessageEvent<Word>) => {
      if (data.kind === 'hello' && leads) channel.postMessage({ kind: 'status', status: hub.status() });
      if (data.kind === 'hello' || leads) return;
      late.begin();
      take(data);
    };
    channel.postMessage({ kind: 'hello' });
  }
  // Rejected when this tab closes before its turn comes.
  if (tabs) tabs.locks.request(name, { signal }, lead).catch(() => undefined);
  else void lead();
  return {
    ...hub,
    leads: () => leads,
    place: () => place,
    stop() {
      ending.abort();
      channel?.close();
    },
  };
}

/** The tabs of this browser; null where it lets pages agree on nothing, as without https on another machine. */
export const browserTabs = (): Tabs | null =>
  'locks' in navigator && 'BroadcastChannel' in window
    ? { locks: navigator.locks, open: (name) => new BroadcastChannel(name) }
    : null;
