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

type Place = {
  /** What came while the follower is still catching up; null once it has. */
  held: JoinedEvent[] | null;
  /** How far it has read by itself: this node may be behind that, and must not tell it again. Null once it is beyond. */
  ahead: LogCursor | null;
};

/** How many events wait for a follower that is still catching up. */
const HELD_MAX = 2_000;

/** All followers of workspaces on this node that have caught up, or nearly. */
export function createWorkspaceFeeds() {
  const feeds = new Map<string, Map<WorkspaceFollower, Place>>();

  return {
    has: (workspaceId: string): boolean => feeds.has(workspaceId),
    isEmpty: (): boolean => feeds.size === 0,
    /** What comes from now on is held until `release` when `isHeld`, else given at once. */
    add(follower: WorkspaceFollower, isHeld: boolean): () => void {
      const { workspaceId } = follower;
      const others = feeds.get(workspaceId) ?? new Map<WorkspaceFollower, Place>();
      feeds.set(workspaceId, others.set(follower, { held: isHeld ? [] : null, ahead: null }));
      return () => {
        others.delete(follower);
        if (others.size === 0 && feeds.get(workspaceId) === others) feeds.delete(workspaceId);
      };
    },
    /** The follower has read up to `position` by itself, as far as this node or further: it gets what is later. */
    release(follower: WorkspaceFollower, position: LogCursor): void {
      const place = feeds.get(follower.workspaceId)?.get(follower);
      if (!place?.held) return;
      const later = place.held.filter((event) => isAfter(event.position, position));
      place.held = null;
      place.ahead = position;
      follower.take(later, later.at(-1)?.position ?? position);
    },
    /** Events in the order of the log, of any workspaces, which is read up to `position` now. */
    take(events: readonly JoinedEvent[], position: LogCursor): void {
      const byWorkspace = Map.groupBy(events, ({ workspaceId }) => workspaceId);
      for (const [workspaceId, followers] of feeds) {
        const own = byWorkspace.get(workspaceId) ?? NONE;
        for (const [follower, place] of [...followers]) give(follower, place, own, position);
      }
    },
  };
}

function give(follower: WorkspaceFollower, place: Place, events: readonly JoinedEvent[], position: LogCursor): void {
  const { held, ahead } = place;
  if (held) {
    if (held.length + events.length > HELD_MAX) follower.giveUp();
    else held.push(...events);
    return;
  }
  if (!ahead) {
    follower.take(events, position);
    return;
  }
  const later = events.filter((event) => isAfter(event.position, ahead));
  if (isAfter(ahead, position)) return;
  place.ahead = null;
  follower.take(later, position);
}

const NONE: readonly JoinedEvent[] = [];
