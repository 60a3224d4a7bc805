import { AppError } from '@parley/protocol';
import {
  type Attachment,
  listConversationMessagesEndpoint,
  type QueryOf,
  sendConversationMessageEndpoint,
  type WorkspaceMessage,
} from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { replyAsPerson } from '../../../commands/reply-as-person.ts';
import { sendTemplate } from '../../../commands/send-template.ts';
import type { Decision, NewMessage } from '../../../domain/conversation/conversation.ts';
import { workspaceMarker, workspaceMessage } from '../../../presenters/workspace-message.ts';
import { findShownConversation } from '../../../store/conversations/shown-conversation.ts';
import { type LoggedMessage, listWorkspaceMessages } from '../../../store/messages/list-workspace-messages.ts';
import type { Tx } from '../../../store/schema.ts';
import type { HttpDeps } from '../../deps.ts';
import { cursorOf, pageUpTo, readCursor } from '../../list-cursor.ts';
import { workspaceRoute } from '../../workspace-route.ts';
import { linkedFile } from './linked-file.ts';

const LIST = 'messages';
const PlaceSchema = z.object({ seq: z.int().min(0) });

/** `GET /v1/conversations/{id}/messages` */
export function listConversationMessagesRoute(app: FastifyInstance, deps: HttpDeps): void {
  workspaceRoute(app, deps, listConversationMessagesEndpoint, async ({ workspaceId, params, query }) =>
    messagesPage(deps, { workspaceId, id: params.id }, query),
  );
}

/** A page of a conversation's messages and markers, oldest first. Throws `not_found`, and for another list's cursor. */
export async function messagesPage(
  deps: HttpDeps,
  key: { readonly workspaceId: string; readonly id: string },
  { cursor, limit }: QueryOf<typeof listConversationMessagesEndpoint>,
) {
  const after = readCursor(LIST, PlaceSchema, cursor)?.seq ?? 0;
  const messages = await listWorkspaceMessages(deps.database.named, key, { after, limit: limit + 1 });
  if (messages.length === 0 && !(await findShownConversation(deps.database.named, key))) {
    throw new AppError('not_found', 'There is no such conversation.');
  }
  return pageUpTo(messages, limit, {
    cursor: ({ seq }) => cursorOf(LIST, { seq }),
    show: (message) => logged(key.id, message),
  });
}

/** `POST /v1/conversations/{id}/messages` */
export function sendConversationMessageRoute(app: FastifyInstance, deps: HttpDeps): void {
  workspaceRoute(app, deps, sendConversationMessageEndpoint, async (call) => {
    const { principal, workspaceId, origin, params, body, keepAnswer } = call;
    const { template, text } = body;
    const reply = {
      workspaceId,
      conversationId: params.id,
      origin,
      mode: principal.type === 'key' ? 'api' : 'inbox',
      async alongside(tx: Tx, { messages: [sent] }: Decision) {
        if (sent) await keepAnswer(tx, said(params.id, sent));
      },
    } as const;
    const attachments = body.attachments.map(({ url }) => linkedFile(deps.ids.uuid(), url));
    const { message } = template
      ? await sendTemplate(deps, { ...reply, template })
      : await replyAsPerson(deps, { ...reply, text, attachments });
    return said(params.id, message);
  });
}

/** A message that was just sent, as the Workspace API shows it. */
export const said = (conversationId: string, message: NewMessage): WorkspaceMessage =>
  workspaceMessage({ ...message, conversationId, attachments: message.attachments as readonly Attachment[] });

// The JSON column holds what was written in the contract's own shape.
const logged = (conversationId: string, message: LoggedMessage): WorkspaceMessage =>
  message.marker === null
    ? workspaceMessage({
        ...message,
        conversationId,
        attachments: message.attachments as unknown as readonly Attachment[],
      })
    : workspaceMarker({ conversationId, seq: message.seq, code: message.marker, createdAt: message.createdAt });
