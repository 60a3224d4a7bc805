import { type InboxMessage, sendInboxMessageEndpoint } from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { replyInInbox } from '../../../commands/reply-in-inbox.ts';
import type { Decision } from '../../../domain/conversation/conversation.ts';
import { saidMessage } from '../../../domain/conversation/said-message.ts';
import { inboxMessage } from '../../../presenters/inbox-message.ts';
import { idOfActor } from '../../../presenters/named-actor.ts';
import type { HttpDeps } from '../../deps.ts';
import { workspaceRoute } from '../../workspace-route.ts';
import { actorBook } from './actor-book.ts';
import { openConversation, seenOrdOf } from './open-conversation.ts';

/** `POST /v1/inbox/conversations/{id}/messages` */
export function sendInboxMessageRoute(app: FastifyInstance, deps: HttpDeps): void {
  workspaceRoute(app, deps, sendInboxMessageEndpoint, async (call) => {
    const { workspaceId, actor, origin, params, body, keepAnswer, request } = call;
    const opened = await openConversation(deps, { workspaceId, id: params.id });
    const book = await actorBook(deps, opened, { ids: idOfActor(actor), request });
    const shown = (decision: Decision): InboxMessage => {
      const message = saidMessage(decision);
      if (!message) throw new Error('a reply is a message');
      return inboxMessage(message, { conversationId: params.id, book, seenOrd: seenOrdOf(opened) });
    };
    const decision = await replyInInbox(deps, {
      workspaceId,
      conversationId: params.id,
      origin,
      ...body,
      alongside: (tx, decided) => keepAnswer(tx, shown(decided)),
    });
    return shown(decision);
  });
}
