import { ApiError, type InboxClient, type LiveNews } from '@parley/sdk';
import type { LiveStatus } from './news-hub.ts';

/** Whom a stream tells what it brings. */
export type Hearer = {
  news(news: LiveNews): void;
  status(status: LiveStatus): void;
  /** The place in the log was no longer known to the server: what happened meanwhile is not told. */
  gap(): void;
};

export type Following = {
  readonly client: Pick<InboxClient, 'follow' | 'call'>;
  /** The last event that was told; '' begins now, and says `gap` once it does. Asked again before each connection. */
  readonly place: () => string;
  readonly hearer: Hearer;
  readonly signal: AbortSignal;
  /** Adds what is called when a connection is worth another try at once. */
  readonly onWake: (wake: () => void) => () => void;
};

const PAUSE_MS = 1_000;

/**
 * Follows a workspace until `signal` ends it or the server refuses the person. What was missed during an interruption is
 * read from where it broke off.
 */
export async function followWorkspaceLive(given: Following): Promise<void> {
  const { signal, hearer } = given;
  let isLost = false;
  const following: Following = {
    ...given,
    place: () => (isLost ? '' : given.place()),
    hearer: {
      ...hearer,
      status(status) {
        hearer.status(status);
        if (status !== 'live' || !isLost) return;
        isLost = false;
        // Not before: what is read anew must not be older than where the stream goes on.
        hearer.gap();
      },
    },
  };
  while (!signal.aborted) {
    // Where no place is known, nothing tells what happened before the stream begins.
    if (given.place() === '') isLost = true;
    try {
      await followOnce(following);
    } catch (error) {
      if (signal.aborted) return;
      hearer.status('connecting');
      // Followed on, until the server refuses for good: who has no right any more is told so by every other answer.
      if (error instanceof ApiError && (error.status === 401 || error.status === 403)) return;
      isLost = true;
      await pause(signal);
    }
  }
}

/** One run of the stream; it ends early when the page wakes while it is not live, so that it need not wait for its turn. */
async function followOnce({ client, place, hearer, signal, onWake }: Following): Promise<void> {
  const ending = new AbortController();
  let isLive = false;
  const stop = (): void => ending.abort();
  const asleep = onWake(() => !isLive && stop());
  signal.addEventListener('abort', stop, { once: true });
  const after = place();
  try {
    const options = {
      ...(after === '' ? {} : { after }),
      signal: ending.signal,
      onState: (state: LiveStatus): void => {
        isLive = state === 'live';
        hearer.status(state);
      },
    };
    for await (const piece of client.follow(options)) hearer.news(piece);
  } finally {
    asleep();
    signal.removeEventListener('abort', stop);
  }
}

const pause = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, PAUSE_MS);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
