import { listInboxMessagesEndpoint } from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { actorIdsOf, inboxMessage } from '../../../presenters/inbox-message.ts';
import { listInboxMessages } from '../../../store/inbox/list-inbox-messages.ts';
import type { HttpDeps } from '../../deps.ts';
import { workspaceRoute } from '../../workspace-route.ts';
import { actorBook } from './actor-book.ts';
import { openConversation, seenOrdOf } from './open-conversation.ts';
import { pageOf, stretchOf } from './stretch.ts';

/** `GET /v1/inbox/conversations/{id}/messages` */
export function listInboxMessagesRoute(app: FastifyInstance, deps: HttpDeps): void {
  workspaceRoute(app, deps, listInboxMessagesEndpoint, async ({ workspaceId, params, query, request }) => {
    const opened = await openConversation(deps, { workspaceId, id: params.id });
    const read = await listInboxMessages(deps.database.named, opened.state, stretchOf(query));
    const { data: messages, ...page } = pageOf(read, query);
    const book = await actorBook(deps, opened, { ids: actorIdsOf(messages), request });
    const setting = { conversationId: params.id, book, seenOrd: seenOrdOf(opened) };
    return { ...page, data: messages.map((message) => inboxMessage(message, setting)) };
  });
}
