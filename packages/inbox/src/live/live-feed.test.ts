import type { LiveEvent } from '@parley/protocol/api';
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
  const asked: string[] = [];
  let knowsFrom = 0;
  const client = {
    workspaceId,
    async call(_id: string, { query: { after, limit } }: { query: { after: string; limit: number } }) {
      asked.push(after);
      if (Number(after) < knowsFrom) throw new ApiError(400, 'bad_cursor', 'unknown place');
      const upTo = Math.min(log.length, Number(after) + limit);
      const data = log.slice(Number(after), upTo).map((_, at) => eventAt(Number(after) + at + 1));
      return { data, next_after: String(upTo), has_more: upTo < log.length };
    },
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
    /** The places after which a tab has read by itself. */
    asked,
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
      feed.subscribe((news) => news.kind === 'event' && heard.push(String(news.event.seq)));
      return { feed, heard };
    },
  };
}

const eventAt = (seq: number) => ({ conversation_id: 'c', seq }) as LiveEvent;
const event = (id: string): LiveNews => ({ kind: 'event', id, event: eventAt(Number(id)) });

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

describe('a workspace that is left and opened again', () => {
  it('goes on where it was left: nothing is told twice, and what happened meanwhile is told', async () => {
    const { reader, happens, opened } = workspace('five');
    const first = reader('0');
    await expect.poll(() => first.feed.status()).toBe('live');
    happens('a');
    happens('b');
    await expect.poll(() => first.heard).toEqual(['1', '2']);
    first.feed.stop();
    happens('c');
    const again = reader(first.feed.place());
    await expect.poll(() => again.heard).toEqual(['3']);
    happens('d');
    await expect.poll(() => again.heard).toEqual(['3', '4']);
    expect(opened).toEqual(['0', '2']);
  });

  it('reads for itself what another tab has told meanwhile, before what that tells next, and each once', async () => {
    const { reader, happens, opened, asked } = workspace('six');
    const [leading, left] = [reader('0'), reader('0')];
    await expect.poll(() => left.feed.status()).toBe('live');
    happens('a');
    await expect.poll(() => left.heard).toEqual(['1']);
    left.feed.stop();
    happens('b');
    happens('c');
    await expect.poll(() => leading.heard).toEqual(['1', '2', '3']);
    const again = reader(left.feed.place());
    happens('d');
    await expect.poll(() => again.heard).toEqual(['2', '3', '4']);
    await expect.poll(() => again.feed.place()).toBe('4');
    // It leads after the other one is gone, and repeats nothing.
    leading.feed.stop();
    happens('e');
    await expect.poll(() => again.heard).toEqual(['2', '3', '4', '5']);
    expect([opened, asked]).toEqual([
      ['0', '4'],
      ['0', '1'],
    ]);
  });

  it('is read anew where the place was not known when it was left, or is known no more', async () => {
    const { reader, happens, forgets } = workspace('seven');
    const lost = reader('', null);
    const gaps: string[] = [];
    lost.feed.onGap(() => gaps.push('alone'));
    await expect.poll(() => gaps).toEqual(['alone']);
    reader('0');
    happens('a');
    forgets();
    const late = reader('0');
    late.feed.onGap(() => gaps.push('beside another tab'));
    await expect.poll(() => gaps).toEqual(['alone', 'beside another tab']);
  });
});
