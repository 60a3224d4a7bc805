import { getPricesEndpoint, type ModelPrices, putPricesEndpoint } from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { setPrices } from '../../../commands/set-prices.ts';
import { FREE_MODEL } from '../../../domain/usage/cost-of.ts';
import { offsetTimeOrNull } from '../../../presenters/offset-time.ts';
import { listModelsUsed } from '../../../store/usage/sum-usage.ts';
import { findUsageSettings } from '../../../store/usage/usage-settings.ts';
import type { HttpDeps } from '../../deps.ts';
import { workspaceRoute } from '../../workspace-route.ts';

const RECENTLY_MS = 31 * 24 * 3_600_000;

/** `GET` and `PUT /v1/inbox/prices` */
export function priceRoutes(app: FastifyInstance, deps: HttpDeps): void {
  workspaceRoute(app, deps, getPricesEndpoint, ({ workspaceId }) => pricesJson(deps, workspaceId));
  workspaceRoute(app, deps, putPricesEndpoint, async ({ workspaceId, origin, body }) => {
    const prices = body.prices.map(({ model, input_micros: inputMicros, output_micros: outputMicros }) => ({
      model,
      inputMicros,
      outputMicros,
    }));
    await setPrices(deps, { origin, currency: body.currency, prices });
    return pricesJson(deps, workspaceId);
  });
}

async function pricesJson({ database, clock }: HttpDeps, workspaceId: string): Promise<ModelPrices> {
  const { currency, prices, pricesUpdatedAt } = await findUsageSettings(database.db, workspaceId);
  const used = await listModelsUsed(database.db, workspaceId, new Date(clock.now().getTime() - RECENTLY_MS));
  const priced = new Set([FREE_MODEL, ...prices.map(({ model }) => model)]);
  return {
    object: 'model_prices',
    currency,
    prices: prices
      .map(({ model, inputMicros, outputMicros }) => ({
        model,
        input_micros: inputMicros,
        output_micros: outputMicros,
      }))
      .toSorted((a, b) => a.model.localeCompare(b.model)),
    unpriced_models: used.filter((model) => !priced.has(model)),
    updated_at: offsetTimeOrNull(pricesUpdatedAt),
  };
}
