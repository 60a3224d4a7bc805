import { type ConversationSort, PRIORITIES } from '@parley/protocol';
import { listWorkspaceConversationsEndpoint, type QueryOf } from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { ShownConversation } from '../../../domain/conversation/conversation.ts';
import { workspaceConversation } from '../../../presenters/workspace-conversation.ts';
import {
  listShownById,
  listWorkspaceConversations,
} from '../../../store/conversations/list-workspace-conversations.ts';
import type { WorkspaceFilter } from '../../../store/conversations/workspace-filter.ts';
import type { WorkspaceList } from '../../../store/conversations/workspace-page.ts';
import { searchWorkspace } from '../../../store/search/search-workspace.ts';
import type { HttpDeps } from '../../deps.ts';
import { invalidQuery } from '../../errors/validation.ts';
import { cursorOf, pageUpTo, readCursor } from '../../list-cursor.ts';
import { workspaceRoute } from '../../workspace-route.ts';

type Query = QueryOf<typeof listWorkspaceConversationsEndpoint>;

const PlaceSchema = z.object({ at: z.coerce.date(), id: z.guid(), priority: z.enum(PRIORITIES) });
const HitSchema = z.object({ at: z.coerce.date(), id: z.guid() });
const SEARCH = 'search';

/** `GET /v1/conversations` */
export function listWorkspaceConversationsRoute(app: FastifyInstance, deps: HttpDeps): void {
  workspaceRoute(app, deps, listWorkspaceConversationsEndpoint, async ({ workspaceId, query }) =>
    conversationsPage(deps, workspaceId, query),
  );
}

/** A page of a workspace's conversations, as its keys read them. Throws `invalid_query` for what does not go together. */
export const conversationsPage = (deps: HttpDeps, workspaceId: string, query: Query) =>
  query.q === undefined ? listed(deps, workspaceId, query) : searched(deps, workspaceId, query, query.q);

async function listed({ database }: HttpDeps, workspaceId: string, query: Query) {
  const { sort, limit } = query;
  const by = orderOf(sort);
  const after = readCursor(sort, PlaceSchema, query.cursor);
  const list = { workspaceId, filter: filterOf(query), ...by, after, limit: limit + 1 };
  const rows = await listWorkspaceConversations(database.db, list);
  const placeOf = ({ id, priority, createdAt, lastMessageAt }: ShownConversation): string =>
    cursorOf(sort, { at: by.by === 'created_at' ? createdAt : lastMessageAt, id, priority });
  return pageUpTo(rows, limit, { cursor: placeOf, show: workspaceConversation });
}

async function searched({ database }: HttpDeps, workspaceId: string, query: Query, words: string) {
  if (query.sort !== '-last_message_at') throw invalidQuery('sort', 'must be -last_message_at where q is given');
  const { limit } = query;
  const after = readCursor(SEARCH, HitSchema, query.cursor);
  const search = { workspaceId, query: words, filter: filterOf(query), after, limit: limit + 1 };
  const { data: hits, ...page } = pageUpTo(await searchWorkspace(database, search), limit, {
    cursor: ({ at, id }) => cursorOf(SEARCH, { at, id }),
    show: (hit) => hit,
  });
  const ids = hits.map(({ id }) => id);
  const shown = await listShownById(database.db, workspaceId, ids);
  return { ...page, data: shown.map(workspaceConversation) };
}

const orderOf = (sort: ConversationSort): Pick<WorkspaceList, 'by' | 'isDescending'> => ({
  by: ORDERS[sort],
  isDescending: sort.startsWith('-'),
});

const ORDERS = {
  last_message_at: 'last_message_at',
  '-last_message_at': 'last_message_at',
  created_at: 'created_at',
  '-created_at': 'created_at',
  priority: 'priority',
  '-priority': 'priority',
} as const satisfies Record<ConversationSort, WorkspaceList['by']>;

const filterOf = (query: Query): WorkspaceFilter => ({
  agentId: query.chatbot_id,
  statuses: given(query.status),
  priorities: given(query.priority),
  assignedTo: given(query.assigned_to),
  includeUnassigned: query.include_unassigned,
  tagIds: given(query.tag),
  createdFrom: query.created_after,
  createdTo: query.created_before,
  lastMessageFrom: query.last_message_after,
  lastMessageTo: query.last_message_before,
});

/** An empty list, `status=`, counts as not given. */
const given = <T>(values: readonly T[] | undefined): readonly T[] | undefined =>
  values?.length === 0 ? undefined : values;
