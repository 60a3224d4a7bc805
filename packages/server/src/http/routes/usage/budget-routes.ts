import { type Budgets, getBudgetsEndpoint, putBudgetsEndpoint } from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { setBudgets } from '../../../commands/set-budgets.ts';
import { budgetMonth } from '../../../domain/usage/budget.ts';
import { offsetTimeOrNull } from '../../../presenters/offset-time.ts';
import { findUsageSettings } from '../../../store/usage/usage-settings.ts';
import type { HttpDeps } from '../../deps.ts';
import { workspaceRoute } from '../../workspace-route.ts';

/** `GET` and `PUT /v1/inbox/budgets` */
export function budgetRoutes(app: FastifyInstance, deps: HttpDeps): void {
  workspaceRoute(app, deps, getBudgetsEndpoint, async ({ workspaceId }) => {
    // Other nodes take of them too, and what is shown shall be as it is.
    await deps.budgets.refresh();
    return budgetsJson(deps, workspaceId);
  });
  workspaceRoute(app, deps, putBudgetsEndpoint, async ({ workspaceId, origin, body }) => {
    const budgets = body.budgets.map(({ chatbot_id, unit, limit, at_limit: atLimit }) => ({
      agentId: chatbot_id?.toLowerCase() ?? null,
      unit,
      limit,
      atLimit,
    }));
    await setBudgets(deps, { origin, timeZone: body.time_zone, budgets });
    return budgetsJson(deps, workspaceId);
  });
}

async function budgetsJson({ database, clock, budgets }: HttpDeps, workspaceId: string): Promise<Budgets> {
  const { timeZone, currency, budgetsUpdatedAt } = await findUsageSettings(database.db, workspaceId);
  const { month, standings } = budgets.standingsOf(workspaceId) ?? {
    month: budgetMonth(clock.now(), timeZone),
    standings: [],
  };
  return {
    object: 'budgets',
    time_zone: timeZone,
    month: { from: month.from, to: month.to },
    currency,
    budgets: standings
      .map(({ rule, spent, share, state, unpricedModels }) => ({
        chatbot_id: rule.agentId,
        unit: rule.unit,
        limit: rule.limit,
        at_limit: rule.atLimit,
        spent,
        share,
        state,
        unpriced_models: [...unpricedModels],
      }))
      .toSorted((a, b) => Number(b.chatbot_id === null) - Number(a.chatbot_id === null)),
    updated_at: offsetTimeOrNull(budgetsUpdatedAt),
  };
}
