import type { LiveNews, StreamState } from '@parley/sdk';

/** `live`: each change arrives as it is made. `connecting`: the stream is being opened, or opened again. */
export type LiveStatus = StreamState;

/** What happens in the workspace, to whoever of this page listens. Each function that adds a listener gives what removes it. */
export interface LiveFeed {
  subscribe(listener: (news: LiveNews) => void): () => void;
  /** Called when what is on screen can no longer be brought up to date piece by piece: everything is to be read anew. */
  onGap(listener: () => void): () => void;
  onStatus(listener: () => void): () => void;
  readonly status: () => LiveStatus;
  /** Whether this tab speaks for all tabs of the browser: what makes a noise does so in one of them. */
  readonly leads: () => boolean;
  /** The place in the log up to which everything was told; '' where it is not known. */
  readonly place: () => string;
  /** Ends it. */
  stop(): void;
}

/** Hands news on; it knows nothing of where they come from. */
export type NewsHub = Omit<LiveFeed, 'stop' | 'leads' | 'place'> & {
  tell(news: LiveNews): void;
  gap(): void;
  turn(status: LiveStatus): void;
};

export function createNewsHub(): NewsHub {
  const [news, gaps, statuses] = [new Set<(news: LiveNews) => void>(), new Set<() => void>(), new Set<() => void>()];
  let status: LiveStatus = 'connecting';
  return {
    subscribe: (listener) => joined(news, listener),
    onGap: (listener) => joined(gaps, listener),
    onStatus: (listener) => joined(statuses, listener),
    status: () => status,
    tell(piece) {
      for (const listener of news) listener(piece);
    },
    gap() {
      for (const listener of gaps) listener();
    },
    turn(next) {
      if (next === status) return;
      status = next;
      for (const listener of statuses) listener();
    },
  };
}

function joined<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
