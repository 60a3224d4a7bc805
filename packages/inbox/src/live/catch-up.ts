import type { LiveEvent } from '@parley/protocol/api';
import { ApiError, type InboxClient } from '@parley/sdk';

type CatchUp = {
  readonly client: Pick<InboxClient, 'call'>;
  /** The place in the log after which nothing has been told. */
  readonly after: string;
  readonly signal: AbortSignal;
  /** Takes what happened next, and the place up to which that is all. */
  readonly take: (events: readonly LiveEvent[], place: string) => void;
};

const PAGE = 100;
const PAUSE_MS = 1_000;

/** Reads what happened after a place until now; false where the server no longer knows it, or `signal` has ended it. */
export async function catchUp({ client, after, signal, take }: CatchUp): Promise<boolean> {
  let place = after;
  while (!signal.aborted) {
    try {
      const page = await client.call('list-live-events', { query: { after: place, limit: PAGE }, signal });
      if (typeof page === 'string') return false;
      place = page.next_after;
      take(page.data, place);
      if (!page.has_more) return true;
    } catch (error) {
      if (error instanceof ApiError && error.status >= 400 && error.status < 500 && error.status !== 429) return false;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
  return false;
}
