import { ApiError, type LiveNews } from '@parley/sdk';
import { afterEach, describe, expect, it } from 'vitest';
import { createLiveFeed, type Tabs } from './live-feed.ts';
import type { LiveFeed } from './news-hub.ts';

const tabs: Tabs = { locks: navigator.locks, open: (name) => new BroadcastChannel(name) };
const feeds: LiveFeed[] = [];
afterEach(() => {
  for (const feed of feeds.splice(0)) feed.stop();
});

/** A server with a log of numbered events, which streams them from a place on. */
function workspace(workspaceId: string) {
  const log: string[] = [];
  const readers = new Set<() => void>();
  const opened: (string | undefined)[] = [];
  let knowsFrom = 0;
  const client = {
    workspaceId,
    call: () => Promise.reject(new Error('nothing is asked')),
    async *follow({ after, signal, onState }: { after?: string; signal?: AbortSignal; onState?: (s: 'live') => void }) {
      opened.push(after);
      if (after !== undefined && Number(after) < knowsFrom) throw new ApiError(400, 'bad_cursor', 'unknown place');
      onState?.('live');
      let at = after === undefined ? log.length : Number(after);
      while (!signal?.aborted) {
        for (; at < log.length; at += 1) yield event(String(at + 1));
        await new Promise<void>((resolve) => {
          readers.add(resolve);
          signal?.addEventListener('abort', () => resolve(), { once: true });
        });
      }
    },
  };
  return {
    opened,
    happens(what: string): void {
      log.push(what);
      for (const wake of readers) wake();
      readers.clear();
    },
    forgets: () => {
      knowsFrom = log.length;
    },
    reader(position: string, shared: Tabs | null = tabs) {
      const feed = createLiveFeed({ client: client as never, position, tabs: shared, onWake: () => () => undefined });
      feeds.push(feed);
      const heard: string[] = [];
      feed.subscribe((news) => news.kind === 'event' && heard.push(news.id));
      return { feed, heard };
    },
  };
}

const event = (id: string): LiveNews => ({ kind: 'event', id, event: {} as never });

describe('the live feed of several tabs', () => {
  it('is one stream, which all of them hear', async () => {
    const { reader, happens, opened } = workspace('one');
    const [first, second] = [reader('0'), reader('0')];
    await expect.poll(() => [first.feed.status(), second.feed.status()]).toEqual(['live', 'live']);
    happens('a');
    happens('b');
    await expect
      .poll(() => [first.heard, second.heard])
      .toEqual([
        ['1', '2'],
        ['1', '2'],
      ]);
    expect(opened).toEqual(['0']);
  });

  it('goes on in another tab when the one that had it is closed, with nothing missed or doubled', async () => {
    const { reader, happens, opened } = workspace('two');
    const [first, second] = [reader('0'), reader('0')];
    await expect.poll(() => second.feed.status()).toBe('live');
    happens('a');
    await expect.poll(() => second.heard).toEqual(['1']);
    first.feed.stop();
    happens('b');
    await expect.poll(() => second.heard).toEqual(['1', '2']);
    expect(opened).toEqual(['0', '1']);
  });

  it('is each tab for itself where they cannot agree', async () => {
    const { reader, happens, opened } = workspace('three');
    const [first, second] = [reader('0', null), reader('0', null)];
    happens('a');
    await expect.poll(() => [first.heard, second.heard]).toEqual([['1'], ['1']]);
    expect(opened).toEqual(['0', '0']);
  });
});

it('says that everything is to be read anew when the server no longer knows the place', async () => {
  const { reader, happens, forgets, opened } = workspace('four');
  happens('a');
  forgets();
  const { feed, heard } = reader('0');
  const gaps: string[] = [];
  feed.onGap(() => gaps.push(feed.status()));
  await expect.poll(() => feed.status()).toBe('live');
  happens('b');
  await expect.poll(() => heard).toEqual(['2']);
  // Once what happens next is told: what is read before that may miss something.
  expect([gaps, opened]).toEqual([['live'], ['0', undefined]]);
});
