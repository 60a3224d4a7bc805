import { PRIORITIES } from '@parley/protocol';
import { listInboxConversationsEndpoint, type QueryOf } from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { InboxListRow } from '../../../domain/inbox/inbox-row.ts';
import { searchPatterns } from '../../../domain/search/search-patterns.ts';
import { inboxHits } from '../../../presenters/inbox-hits.ts';
import { inboxRow } from '../../../presenters/inbox-row.ts';
import { listInboxRows, listInboxRowsAmong, listInboxRowsById } from '../../../store/conversations/list-inbox-rows.ts';
import type { WorkspaceList } from '../../../store/conversations/workspace-page.ts';
import { findHitMessages } from '../../../store/search/find-hit-lines.ts';
import { searchInbox } from '../../../store/search/search-inbox.ts';
import type { HttpDeps } from '../../deps.ts';
import { invalidQuery } from '../../errors/validation.ts';
import { cursorOf, pageUpTo, readCursor } from '../../list-cursor.ts';
import { workspaceRoute } from '../../workspace-route.ts';
import { orderOf, workspaceFilterOf } from './inbox-filter.ts';
import { viewerOf } from './viewer.ts';

type Query = QueryOf<typeof listInboxConversationsEndpoint>;

const PlaceSchema = z.object({ at: z.coerce.date(), id: z.guid(), priority: z.enum(PRIORITIES) });
const HitSchema = z.object({ at: z.coerce.date(), id: z.guid() });
const SEARCH = 'search';

/** `GET /inbox/api/{workspace_id}/inbox/conversations` */
export function listInboxConversationsRoute(app: FastifyInstance, deps: HttpDeps): void {
  workspaceRoute(app, deps, listInboxConversationsEndpoint, async ({ principal, workspaceId, query }) => {
    const filter = workspaceFilterOf(query, viewerOf(principal).userId);
    const list = { workspaceId, filter, ...orderOf(query.sort), after: null, limit: query.limit };
    if (query.q !== undefined && query.sort !== '-last_message_at') {
      throw invalidQuery('sort', 'must be -last_message_at where q is given');
    }
    if (query.ids !== undefined) return among(deps, list, query, query.ids);
    return query.q === undefined ? listed(deps, list, query) : searched(deps, list, query, query.q);
  });
}

async function listed({ database }: HttpDeps, list: WorkspaceList, query: Query) {
  const { sort, limit } = query;
  const after = readCursor(sort, PlaceSchema, query.cursor);
  const rows = await listInboxRows(database.db, { ...list, after, limit: limit + 1 }, query.metadata_keys ?? []);
  const placeOf = ({ id, priority, createdAt, lastMessageAt }: InboxListRow): string =>
    cursorOf(sort, { at: list.by === 'created_at' ? createdAt : lastMessageAt, id, priority });
  return pageUpTo(rows, limit, { cursor: placeOf, show: (row) => inboxRow(row) });
}

async function searched(deps: HttpDeps, list: WorkspaceList, query: Query, words: string) {
  const after = readCursor(SEARCH, HitSchema, query.cursor);
  const { workspaceId, filter } = list;
  const found = await searchInbox(deps.database, { workspaceId, filter, query: words, after, limit: query.limit + 1 });
  const { data: hits, ...page } = pageUpTo(found, query.limit, {
    cursor: ({ at, id }) => cursorOf(SEARCH, { at, id }),
    show: (hit) => hit,
  });
  const ids = hits.map(({ id }) => id);
  const rows = await listInboxRowsById(deps.database.db, workspaceId, { ids, keys: query.metadata_keys ?? [] });
  return { ...page, data: await highlighted(deps, workspaceId, rows, words) };
}

/** What a search does not find any more is not taken away while the screen shows it: only the filter decides. */
async function among({ database, ...deps }: HttpDeps, list: WorkspaceList, query: Query, ids: readonly string[]) {
  const rows = await listInboxRowsAmong(database.db, list, { ids, keys: query.metadata_keys ?? [] });
  const data =
    query.q === undefined
      ? rows.map((row) => inboxRow(row))
      : await highlighted({ database, ...deps }, list.workspaceId, rows, query.q);
  return { object: 'list' as const, has_more: false, next_cursor: null, data };
}

async function highlighted(
  { database }: Pick<HttpDeps, 'database'>,
  workspaceId: string,
  rows: readonly InboxListRow[],
  words: string,
) {
  const { needles } = searchPatterns(words);
  const messages = await findHitMessages(database.db, workspaceId, { ids: rows.map(({ id }) => id), needles });
  return rows.map((row) =>
    inboxRow(
      row,
      inboxHits(
        row,
        messages.filter(({ conversationId }) => conversationId === row.id),
        needles,
      ),
    ),
  );
}
