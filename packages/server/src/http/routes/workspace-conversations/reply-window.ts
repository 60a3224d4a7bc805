import { AppError } from '@parley/protocol';
import { getReplyWindowEndpoint } from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { windowClosesAt } from '../../../domain/channels/reply-window.ts';
import { offsetTimeOrNull } from '../../../presenters/offset-time.ts';
import { findRecipient } from '../../../store/channels/recipients.ts';
import { findShownConversation } from '../../../store/conversations/shown-conversation.ts';
import type { HttpDeps } from '../../deps.ts';
import { workspaceRoute } from '../../workspace-route.ts';

/** `GET /v1/conversations/{id}/reply-window` */
export function replyWindowRoute(app: FastifyInstance, deps: HttpDeps): void {
  workspaceRoute(app, deps, getReplyWindowEndpoint, async ({ workspaceId, params: { id } }) => {
    const key = { workspaceId, id };
    const found = await findRecipient(deps.database.named, key);
    if (!found && !(await findShownConversation(deps.database.named, key))) {
      throw new AppError('not_found', 'There is no such conversation.');
    }
    const channel = found && { id: found.channel.id, name: found.channel.name, platform: found.channel.platform };
    const rules = found && deps.channels.get(found.channel.platform)?.rules;
    const closesAt = rules ? windowClosesAt(rules, 'person', found.lastReceivedAt) : null;
    return {
      object: 'reply_window' as const,
      conversation_id: id,
      channel,
      is_open: closesAt === null || deps.clock.now() < closesAt,
      closes_at: offsetTimeOrNull(closesAt),
      templates: rules?.templates ?? false,
    };
  });
}
