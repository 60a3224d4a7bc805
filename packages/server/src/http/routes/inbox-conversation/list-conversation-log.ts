import { listConversationLogEndpoint } from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { actorIdsOfLog, inboxLogEntry } from '../../../presenters/inbox-log-entry.ts';
import { joinEvents } from '../../../store/events/join-events.ts';
import { listLogEvents } from '../../../store/inbox/list-log-events.ts';
import type { HttpDeps } from '../../deps.ts';
import { workspaceRoute } from '../../workspace-route.ts';
import { actorBook } from './actor-book.ts';
import { openConversation } from './open-conversation.ts';
import { pageOf, stretchOf } from './stretch.ts';

/** `GET /v1/inbox/conversations/{id}/log` */
export function listConversationLogRoute(app: FastifyInstance, deps: HttpDeps): void {
  workspaceRoute(app, deps, listConversationLogEndpoint, async ({ workspaceId, params, query, request }) => {
    const opened = await openConversation(deps, { workspaceId, id: params.id });
    const { named } = deps.database;
    const { data, ...page } = pageOf(await listLogEvents(named, opened.state, stretchOf(query)), query);
    const events = await joinEvents(named, data);
    const book = await actorBook(deps, opened, { ids: actorIdsOfLog(events), request });
    return { ...page, data: events.flatMap((event) => inboxLogEntry(event, book) ?? []) };
  });
}
