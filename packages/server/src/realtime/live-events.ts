import type { NamedQuery } from '../store/events/join-events.ts';
import { type Commit, createEventHub, type EventHub } from './event-hub.ts';
import { createOpenStreams, type OpenStreams, type StreamPace } from './open-streams.ts';
import type { TailPace } from './pacer.ts';

/** What streams need on this node. */
export type LiveEvents = {
  readonly hub: EventHub;
  readonly streams: OpenStreams;
  /** Something was committed here. */
  committed(commit: Commit): void;
  /** Ends all streams and reads no more. */
  stop(): Promise<void>;
};

type Bus = {
  publish(channel: string, signal: { readonly [key: string]: unknown }): void;
  subscribe(channel: string, hear: (signal: { readonly [key: string]: unknown }) => void): () => void;
};

export type LiveOptions = {
  readonly query: NamedQuery;
  readonly bus: Bus;
  readonly log: { error(facts: object, message: string): void };
  readonly pace: TailPace & StreamPace;
};

const CHANNEL = 'commits';
/** Commits of so long are told in one message. */
const TOLD_TOGETHER_MS = 5;

/** Live events of this node: told of what its own requests commit at once, and of other nodes' by the bus. */
export function createLiveEvents({ query, bus, log, pace }: LiveOptions): LiveEvents {
  const onError = (error: unknown): void => log.error({ err: error }, 'reading the log for streams failed');
  const hub = createEventHub({ query, pace, onError });
  const streams = createOpenStreams(pace);
  const deaf = bus.subscribe(CHANNEL, (signal) => {
    for (const commit of (signal as { commits: Commit[] }).commits) hub.announce(commit);
  });
  let untold = new Map<string, Commit>();
  let timer: NodeJS.Timeout | undefined;
  function tell(): void {
    timer = undefined;
    bus.publish(CHANNEL, { commits: [...untold.values()] });
    untold = new Map();
  }
  return {
    hub,
    streams,
    committed(commit) {
      untold.set(commit.conversationId, commit);
      timer ??= setTimeout(tell, TOLD_TOGETHER_MS);
    },
    async stop() {
      clearTimeout(timer);
      deaf();
      streams.endAll();
      await hub.stop();
    },
  };
}

/** How often a node looks by itself: the embedded database has no other nodes, and Redis tells of theirs. */
export function paceOf(kind: 'pglite' | 'postgres', hasRedis: boolean): TailPace & StreamPace {
  const streams = { heartbeatMs: 15_000, recheckMs: 5_000, bufferBytes: 512 * 1024 };
  if (kind === 'pglite') return { ...streams, maxEvents: 100, pollMs: 5_000, gapMs: 25 };
  return { ...streams, maxEvents: 1_000, pollMs: hasRedis ? 1_000 : 250, gapMs: 10 };
}
