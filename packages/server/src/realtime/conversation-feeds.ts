import type { JoinedEvent } from '../store/events/join-events.ts';
import type { Behind } from '../store/events/read-tail.ts';

/** Who follows one conversation, by `seq`: gapless under its row, so that none can be missed or doubled. */
export type ConversationFollower = {
  readonly workspaceId: string;
  readonly conversationId: string;
  /** The last event that it has. */
  after: number;
  /** Takes what comes next, in order. */
  take(events: readonly JoinedEvent[]): void;
  /** False while its reader lags behind: it is served on when it says so again. */
  isReady(): boolean;
};

/** How many events of one conversation are read at once. */
export const EVENTS_PER_CONVERSATION = 200;

/** All followers of conversations on this node. Events come from wherever they were read; `seq` tells what is new. */
export function createConversationFeeds() {
  const feeds = new Map<string, Set<ConversationFollower>>();
  const behind = new Set<string>();

  const of = (conversationId: string): Iterable<ConversationFollower> => feeds.get(conversationId) ?? [];
  function serve(conversationId: string, pick: (after: number) => readonly JoinedEvent[], upto: number): void {
    for (const follower of [...of(conversationId)]) {
      if (!follower.isReady()) continue;
      const next = pick(follower.after);
      const last = next.at(-1);
      if (last) {
        follower.after = last.seq;
        follower.take(next);
      }
      if (upto > follower.after) behind.add(conversationId);
    }
  }
  return {
    has: (conversationId: string): boolean => feeds.has(conversationId),
    isEmpty: (): boolean => feeds.size === 0,
    isBehind: (): boolean => behind.size > 0,
    /** A follower starts behind: it may have missed something before it came. */
    add(follower: ConversationFollower): () => void {
      const { conversationId } = follower;
      const others = feeds.get(conversationId) ?? new Set();
      feeds.set(conversationId, others.add(follower));
      behind.add(conversationId);
      return () => {
        others.delete(follower);
        if (others.size > 0 || feeds.get(conversationId) !== others) return;
        feeds.delete(conversationId);
        behind.delete(conversationId);
      };
    },
    /** A follower was not ready, and is again. */
    wake(conversationId: string): void {
      if (feeds.has(conversationId)) behind.add(conversationId);
    },
    /** A conversation is said to have moved on. */
    announce(conversationId: string, seq: number): void {
      for (const { after } of of(conversationId)) if (seq > after) behind.add(conversationId);
    },
    /** Events in any order, of any conversations. */
    take(events: readonly JoinedEvent[]): void {
      for (const [conversationId, own] of Map.groupBy(events, (event) => event.conversationId)) {
        if (!feeds.has(conversationId)) continue;
        const ordered = own.toSorted((a, b) => a.seq - b.seq);
        serve(conversationId, (after) => following(ordered, after), ordered.at(-1)?.seq ?? 0);
      }
    },
    /** Which conversations must be read, and from where; they count as read from then on. */
    takeBehind(): Behind[] {
      const list = [...behind].flatMap((conversationId): Behind[] => {
        const ready = [...of(conversationId)].filter((follower) => follower.isReady());
        const [first] = ready.toSorted((a, b) => a.after - b.after);
        return first ? [{ workspaceId: first.workspaceId, conversationId, after: first.after }] : [];
      });
      behind.clear();
      return list;
    },
    /** What was read for those behind, and is all there is: whoever got as much as one read gives is still behind. */
    catchUp(events: readonly JoinedEvent[]): void {
      for (const [conversationId, own] of Map.groupBy(events, (event) => event.conversationId)) {
        serve(conversationId, (after) => own.filter(({ seq }) => seq > after), 0);
        if (own.length === EVENTS_PER_CONVERSATION && feeds.has(conversationId)) behind.add(conversationId);
      }
    },
  };
}

/** What of ordered events follows `after` without a gap. The same array for all who have all before it. */
function following(events: readonly JoinedEvent[], after: number): readonly JoinedEvent[] {
  const start = events.findIndex(({ seq }) => seq > after);
  if (start === -1) return [];
  let end = start;
  while (events[end]?.seq === after + 1 + end - start) end += 1;
  return start === 0 && end === events.length ? events : events.slice(start, end);
}
