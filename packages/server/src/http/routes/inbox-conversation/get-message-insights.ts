import { AppError } from '@parley/protocol';
import { getMessageInsightsEndpoint } from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { isAllowed } from '../../../domain/people/permissions.ts';
import { callerOf } from '../../../domain/people/principal.ts';
import { costOf } from '../../../domain/usage/cost-of.ts';
import { pricesOf } from '../../../domain/usage/stored-price.ts';
import { inboxInsights } from '../../../presenters/inbox-insights.ts';
import { findMessageInsights, type StoredTurn } from '../../../store/inbox/find-message-insights.ts';
import { findUsageSettings } from '../../../store/usage/usage-settings.ts';
import type { HttpDeps } from '../../deps.ts';
import { workspaceRoute } from '../../workspace-route.ts';

/** `GET /v1/inbox/conversations/{id}/messages/{ord}/insights` */
export function getMessageInsightsRoute(app: FastifyInstance, deps: HttpDeps): void {
  workspaceRoute(app, deps, getMessageInsightsEndpoint, async ({ workspaceId, principal, params }) => {
    const found = await findMessageInsights(deps.database.named, { workspaceId, id: params.id }, params.ord);
    if (!found) throw new AppError('not_found', 'There is no such reply of the agent.');
    const seesUsage = isAllowed(callerOf(principal), 'usage.view');
    const turn = seesUsage && found.turn ? await withCost(deps, workspaceId, found.turn) : null;
    return inboxInsights({ ...found, conversationId: params.id, turn });
  });
}

/** A turn with what it cost, by the prices that the workspace has set now. */
async function withCost({ database }: HttpDeps, workspaceId: string, turn: StoredTurn) {
  const { prices, currency } = await findUsageSettings(database.db, workspaceId);
  const micros = costOf(turn, pricesOf(prices));
  return { ...turn, cost: micros === null ? null : { micros, currency } };
}
