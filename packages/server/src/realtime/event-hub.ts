import { joinEvents, type LogCursor, type NamedQuery } from '../store/events/join-events.ts';
import { endOfLog, readConversationLogs, readTail, readWorkspaceLog } from '../store/events/read-tail.ts';
import { type ConversationFollower, createConversationFeeds, EVENTS_PER_CONVERSATION } from './conversation-feeds.ts';
import { createPacer, type TailPace } from './pacer.ts';
import { createWorkspaceFeeds, type WorkspaceFollower } from './workspace-feeds.ts';

/** A commit, as nodes tell each other of it: how far which conversation has come. */
export type Commit = { readonly workspaceId: string; readonly conversationId: string; readonly seq: number };

/** Hands what is committed to those who follow it on this node. While nobody does, it reads nothing. */
export interface EventHub {
  /** Follows one conversation after `follower.after`; call what it gives to stop. */
  followConversation(follower: ConversationFollower): () => void;
  /** Follows a workspace from a position, or from now, until `stop`. Resolves once it has caught up. */
  followWorkspace(follower: WorkspaceFollower, from: LogCursor | null, stop: AbortSignal): Promise<void>;
  /** A follower of a conversation was not ready, and is again. */
  wake(conversationId: string): void;
  /** Something was committed, here or on another node. May be forgotten: the hub also looks by itself. */
  announce(commit: Commit): void;
  /** How late the tail is: what was committed so long ago is hidden by an older transaction that is still open. */
  lagMs(): number;
  stop(): Promise<void>;
}

type HubDeps = {
  readonly query: NamedQuery;
  readonly pace: TailPace;
  readonly onError: (error: unknown) => void;
};

/** One reader of the log per node feeds all streams. */
export function createEventHub({ query, pace, onError }: HubDeps): EventHub {
  const conversations = createConversationFeeds();
  const workspaces = createWorkspaceFeeds();
  /** They join between two reads: one that is under way leaves out what nobody followed when it began. */
  const joining = new Set<(position: LogCursor) => void>();
  /** Up to where this node has read; null while nobody follows. */
  let position: LogCursor | null = null;
  const pacer = createPacer(pace, read, onError);

  const isFollowed = ({ workspaceId, conversationId }: Omit<Commit, 'seq'>): boolean =>
    workspaces.has(workspaceId) || conversations.has(conversationId);

  async function read(): Promise<'more' | 'done' | 'idle'> {
    if (conversations.isEmpty() && workspaces.isEmpty() && joining.size === 0) {
      position = null;
      return 'idle';
    }
    position ??= await endOfLog(query);
    const page = await readTail(query, position, pace.maxEvents);
    const events = await joinEvents(query, page.events.filter(isFollowed));
    position = page.position;
    for (const { conversationId, seq } of page.events) pacer.arrived(conversationId, seq);
    workspaces.take(events, position);
    conversations.take(events);
    for (const join of joining) join(position);
    joining.clear();
    await readBehind();
    return page.isLast && !conversations.isBehind() ? 'done' : 'more';
  }
  async function readBehind(): Promise<void> {
    const behind = conversations.takeBehind();
    if (behind.length === 0) return;
    try {
      const events = await readConversationLogs(query, behind, EVENTS_PER_CONVERSATION);
      conversations.catchUp(await joinEvents(query, events));
    } catch (error) {
      for (const { conversationId } of behind) conversations.wake(conversationId);
      throw error;
    }
  }
  const join = (follower: WorkspaceFollower, isHeld: boolean, stop: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      joining.add((upto) => {
        if (!stop.aborted) stop.addEventListener('abort', workspaces.add(follower, isHeld), { once: true });
        if (!isHeld) follower.take([], upto);
        resolve();
      });
      pacer.soon();
    });
  return {
    followConversation(follower) {
      const leave = conversations.add(follower);
      pacer.soon();
      return leave;
    },
    async followWorkspace(follower, from, stop) {
      if (from === null) return join(follower, false, stop);
      const near = await catchUp(query, pace, follower, from);
      // What this node reads from the join on is held; the last stretch is read after it, so it has all before.
      await join(follower, true, stop);
      workspaces.release(follower, await catchUp(query, pace, follower, near));
    },
    wake(conversationId) {
      conversations.wake(conversationId);
      pacer.soon();
    },
    announce(commit) {
      if (!isFollowed(commit)) return;
      conversations.announce(commit.conversationId, commit.seq);
      pacer.expect(commit.conversationId, commit.seq);
    },
    lagMs: pacer.lagMs,
    stop: pacer.stop,
  };
}

/** Reads a workspace's log on until nothing more is committed; gives up to where that is. */
async function catchUp(
  query: NamedQuery,
  { maxEvents }: TailPace,
  follower: WorkspaceFollower,
  from: LogCursor,
): Promise<LogCursor> {
  for (let upto = from; ; ) {
    const page = await readWorkspaceLog(query, follower.workspaceId, upto, maxEvents);
    const events = await joinEvents(query, page.events);
    upto = page.position;
    if (follower.isClosed()) return upto;
    follower.take(events, upto);
    await follower.drained();
    if (page.isLast) return upto;
  }
}
