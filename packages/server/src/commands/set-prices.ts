import type { Origin } from '../domain/people/origin.ts';
import { checkPrices } from '../domain/usage/check-settings.ts';
import type { StoredPrice } from '../domain/usage/stored-price.ts';
import { insertAudit } from '../store/audit/insert-audit.ts';
import { lockUsageSettings, savePrices } from '../store/usage/usage-settings.ts';
import type { Deps } from './deps.ts';
import { BUDGETS_CHANNEL } from './watch-budgets.ts';

export type PricesChange = {
  readonly origin: Origin;
  /** ISO 4217. */
  readonly currency: string;
  readonly prices: readonly StoredPrice[];
};

/**
 * Sets what all models cost a workspace. Throws `validation_failed` for two prices of a model, and for one of the model that
 * costs nothing.
 */
export async function setPrices(
  deps: Pick<Deps, 'database' | 'clock' | 'ids' | 'bus' | 'budgets'>,
  { origin, currency, prices }: PricesChange,
): Promise<void> {
  checkPrices(prices);
  const { workspaceId } = origin;
  const at = deps.clock.now();
  await deps.database.transaction(async (tx) => {
    await lockUsageSettings(tx, workspaceId);
    await savePrices(tx, { workspaceId, currency, prices, pricesUpdatedAt: at });
    const details = { currency, prices: prices.map((price) => ({ ...price })) };
    const target = { type: 'workspace', id: workspaceId };
    await insertAudit(tx, { id: deps.ids.uuid(), at, origin, action: 'prices.set', target, details });
  });
  deps.bus.publish(BUDGETS_CHANNEL, {});
  await deps.budgets.refresh();
}
