import type { JoinedEvent, LogCursor } from '../store/events/join-events.ts';
import { isAfter } from './position.ts';

/** Who follows everything of a workspace, in the order of the log. */
export type WorkspaceFollower = {
  readonly workspaceId: string;
  /** Takes what comes next; it has then read up to `position`. */
  take(events: readonly JoinedEvent[], position: LogCursor): void;
  /** Resolves when its reader has taken in what it was given, or is gone. */
  drained(): Promise<void>;
  isClosed(): boolean;
  /** It cannot follow any longer, and shall come again from where it is. */
  giveUp(): void;
};

type Held = { readonly events: JoinedEvent[]; position: LogCursor | null };

/** How many events wait for a follower that is still catching up. */
const HELD_MAX = 2_000;

/** All followers of workspaces on this node that have caught up, or nearly. */
export function createWorkspaceFeeds() {
  const feeds = new Map<string, Map<WorkspaceFollower, Held | null>>();

  return {
    has: (workspaceId: string): boolean => feeds.has(workspaceId),
    isEmpty: (): boolean => feeds.size === 0,
    /** What comes from now on is held until `release` when `isHeld`, else given at once. */
    add(follower: WorkspaceFollower, isHeld: boolean): () => void {
      const { workspaceId } = follower;
      const others = feeds.get(workspaceId) ?? new Map();
      feeds.set(workspaceId, others.set(follower, isHeld ? { events: [], position: null } : null));
      return () => {
        others.delete(follower);
        if (others.size === 0 && feeds.get(workspaceId) === others) feeds.delete(workspaceId);
      };
    },
    /** Gives what was held and is later than what the follower has read by itself. */
    release(follower: WorkspaceFollower, position: LogCursor): void {
      const others = feeds.get(follower.workspaceId);
      const held = others?.get(follower);
      if (!held) return;
      others?.set(follower, null);
      const later = held.events.filter((event) => isAfter(event.position, position));
      const upto = held.position && isAfter(held.position, position) ? held.position : position;
      follower.take(later, upto);
    },
    /** Events in the order of the log, of any workspaces, which is read up to `position` now. */
    take(events: readonly JoinedEvent[], position: LogCursor): void {
      const byWorkspace = Map.groupBy(events, ({ workspaceId }) => workspaceId);
      for (const [workspaceId, followers] of feeds) {
        const own = byWorkspace.get(workspaceId) ?? NONE;
        for (const [follower, held] of [...followers]) {
          if (!held) follower.take(own, position);
          else if (held.events.length + own.length > HELD_MAX) follower.giveUp();
          else {
            held.events.push(...own);
            held.position = position;
          }
        }
      }
    },
  };
}

const NONE: readonly JoinedEvent[] = [];
