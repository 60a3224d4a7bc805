import { AppError } from '@parley/protocol';
import { listConversationEventsEndpoint } from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { listConversationEvents } from '../../../store/events/list-conversation-events.ts';
import { agentRoute } from '../../agent-route.ts';
import type { HttpDeps } from '../../deps.ts';
import { wantsStream } from '../../open-stream.ts';
import { presentEvent } from './present-event.ts';
import { streamConversationEvents } from './stream-conversation-events.ts';

/** `GET /v1/api_core/conversations/{conv_id}/events` */
export function listConversationEventsRoute(app: FastifyInstance, deps: HttpDeps): void {
  agentRoute(app, deps, listConversationEventsEndpoint, async (call) => {
    const { params, query } = call;
    const { agent } = call.access;
    const { limit, offset, after = 0 } = query;
    const page = await listConversationEvents(deps.database.named, agent, params.conv_id, { limit, offset, after });
    if (!page) throw new AppError('not_found', 'There is no such conversation.');
    if (wantsStream(call.request, query)) return streamConversationEvents(deps, call);
    const items = page.events.map(presentEvent);
    return { items, offset, limit, count: page.count, next_after: items.at(-1)?.seq ?? after };
  });
}
