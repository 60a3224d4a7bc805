import { AppError, INBOX_VIEWS, type InboxView } from '@parley/protocol';
import { getInboxCountsEndpoint, type InboxCount } from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import type { SavedView } from '../../../domain/inbox/saved-view.ts';
import { gathered } from '../../../lib/gathered.ts';
import {
  type CappedCount,
  countConversations,
  type InboxTally,
  isTimedOut,
  tallyInbox,
} from '../../../store/conversations/count-conversations.ts';
import { listViews } from '../../../store/inbox-views/inbox-views.ts';
import { searchInbox } from '../../../store/search/search-inbox.ts';
import type { HttpDeps } from '../../deps.ts';
import { workspaceRoute } from '../../workspace-route.ts';
import { readSavedFilter, workspaceFilterOf } from './inbox-filter.ts';
import { viewerOf } from './viewer.ts';

/** Beyond these a number is for nobody to work through. */
const CAP = 10_000;
const SAVED_CAP = 1_000;
const SEARCH_CAP = 100;
/** Counting begins at most this often in a workspace, and takes at most a third of the time. */
const EVERY_MS = 500;
const REST_FACTOR = 2;
const TALLY = 'tally';

/** A saved view as one person sees it: `mine` is another list for each. */
type Ask = { readonly view: SavedView; readonly userId: string } | null;
type Answer = { readonly tally: InboxTally } | { readonly saved: InboxCount };

/** `GET /inbox/api/{workspace_id}/inbox/counts` */
export function inboxCountsRoute(app: FastifyInstance, deps: HttpDeps): void {
  const pace = { everyMs: EVERY_MS, restFactor: REST_FACTOR, nowMs: () => deps.clock.monotonicMs() };
  const counted = gathered<string, Ask, Answer>(pace, (workspaceId, asked) => countAll(deps, workspaceId, asked));
  workspaceRoute(app, deps, getInboxCountsEndpoint, async ({ principal, workspaceId }) => {
    const { userId } = viewerOf(principal);
    const views = await listViews(deps.database.db, { workspaceId, userId });
    const keys = new Map(views.map((view) => [view.id, keyOf(view, userId)]));
    const asked = new Map<string, Ask>([
      [TALLY, null],
      ...views.map((view) => [keys.get(view.id) ?? '', { view, userId }] as const),
    ]);
    const answers = await counted(workspaceId, asked);
    const tally = answers.get(TALLY);
    if (!tally || !('tally' in tally)) throw new Error('a round of counting without its tally');
    return {
      object: 'inbox_counts' as const,
      views: viewCounts(tally.tally, userId),
      saved: views.map(({ id }) => {
        const answer = answers.get(keys.get(id) ?? '');
        return { id, ...(answer && 'saved' in answer ? answer.saved : UNKNOWN) };
      }),
    };
  });
}

const UNKNOWN: InboxCount = { count: null, capped: false };

/** What does not depend on the person is counted once for all. */
function keyOf({ id, filter, updatedAt }: SavedView, userId: string): string {
  const isPersonal = ['mine', 'others'].includes(String(filter.view)) || filter.assigned_to !== undefined;
  return `${id} ${updatedAt.getTime()} ${isPersonal ? userId : ''}`;
}

async function countAll(
  deps: HttpDeps,
  workspaceId: string,
  asked: ReadonlyMap<string, Ask>,
): Promise<ReadonlyMap<string, Answer>> {
  const answers = new Map<string, Answer>();
  for (const [key, ask] of asked) {
    if (ask === null) answers.set(key, { tally: await tallyInbox(deps.database.db, workspaceId, CAP) });
    else answers.set(key, { saved: await countSaved(deps, workspaceId, ask.view, ask.userId) });
  }
  return answers;
}

async function countSaved(deps: HttpDeps, workspaceId: string, view: SavedView, userId: string): Promise<InboxCount> {
  const saved = readSavedFilter(view.filter);
  if (!saved) return UNKNOWN;
  const filter = workspaceFilterOf(saved, userId);
  try {
    if (saved.q !== undefined) {
      const search = { workspaceId, filter, query: saved.q, after: null, limit: SEARCH_CAP + 1 };
      const { length } = await searchInbox(deps.database, search);
      return { count: Math.min(length, SEARCH_CAP), capped: length > SEARCH_CAP };
    }
    return shown(await countConversations(deps.database, { workspaceId, filter, cap: SAVED_CAP }));
  } catch (error) {
    if (isTimedOut(error) || (error instanceof AppError && error.code === 'unavailable')) return UNKNOWN;
    throw error;
  }
}

function viewCounts(tally: InboxTally, userId: string): Record<InboxView, InboxCount> {
  const { all, open, forPeople, byOwner, resolved, archived, flagged } = tally;
  const ofPeople = (count: number): CappedCount => ({
    count: Math.min(count, CAP),
    isCapped: forPeople.isCapped,
  });
  const mine = byOwner.get(userId) ?? 0;
  const unassigned = byOwner.get(null) ?? 0;
  const counts: Record<InboxView, CappedCount> = {
    all,
    open,
    mine: ofPeople(mine),
    unassigned: ofPeople(unassigned),
    others: ofPeople(forPeople.count - mine - unassigned),
    with_agent: { count: open.count - forPeople.count, isCapped: open.isCapped },
    resolved,
    archived,
    flagged,
  };
  const pairs = INBOX_VIEWS.map((view) => [view, shown(counts[view])] as const);
  return Object.fromEntries(pairs) as Record<InboxView, InboxCount>;
}

const shown = ({ count, isCapped }: CappedCount): InboxCount => ({ count, capped: isCapped });
