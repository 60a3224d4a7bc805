import { AppError } from '@parley/protocol';
import { listConversationEventsEndpoint } from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { listConversationEvents } from '../../../store/events/list-conversation-events.ts';
import { agentRoute } from '../../agent-route.ts';
import type { HttpDeps } from '../../deps.ts';
import { presentEvent } from './present-event.ts';

/** `GET /v1/api_core/conversations/{conv_id}/events` */
export function listConversationEventsRoute(app: FastifyInstance, deps: HttpDeps): void {
  agentRoute(app, deps, listConversationEventsEndpoint, async ({ access: { agent }, params, query }) => {
    const { limit, offset, after = 0 } = query;
    const page = await listConversationEvents(deps.database.named, agent, params.conv_id, { limit, offset, after });
    if (!page) throw new AppError('not_found', 'There is no such conversation.');
    const items = page.events.map(presentEvent);
    return { items, offset, limit, count: page.count, next_after: items.at(-1)?.seq ?? after };
  });
}
