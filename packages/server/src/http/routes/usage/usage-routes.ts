import { getUsageEndpoint } from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { reportDays } from '../../../domain/analytics/report-days.ts';
import { pricesOf } from '../../../domain/usage/stored-price.ts';
import { usageReport } from '../../../presenters/usage-report.ts';
import { readLatencies, readUsage } from '../../../store/usage/read-usage.ts';
import { findUsageSettings } from '../../../store/usage/usage-settings.ts';
import type { HttpDeps } from '../../deps.ts';
import { workspaceRoute } from '../../workspace-route.ts';
import { budgetRoutes } from './budget-routes.ts';
import { priceRoutes } from './price-routes.ts';

/** What turns cost, what they may cost, and at which prices. */
export function usageRoutes(app: FastifyInstance, deps: HttpDeps): void {
  const { db } = deps.database;
  workspaceRoute(app, deps, getUsageEndpoint, async ({ workspaceId, query }) => {
    const days = reportDays(query, deps.clock.now());
    const wanted = { workspaceId, agentId: query.chatbot_id, bounds: days.bounds };
    const { currency, prices } = await findUsageSettings(db, workspaceId);
    const turns = await readUsage(db, wanted);
    const latencies = await readLatencies(db, wanted);
    return usageReport({ days, turns, latencies, currency, prices: pricesOf(prices) });
  });
  priceRoutes(app, deps);
  budgetRoutes(app, deps);
}
