import { type AgentTokens, type BudgetMonth, budgetMonth, isUsedUp, standingOf } from '../domain/usage/budget.ts';
import { pricesOf } from '../domain/usage/stored-price.ts';
import { type SpanTokens, sumUsage, type UsageSpan } from '../store/usage/sum-usage.ts';
import { listBudgeted, type UsageSettings } from '../store/usage/usage-settings.ts';
import type { BudgetStandings, Budgets, Deps } from './deps.ts';
import { tellOfBudgets } from './tell-of-budgets.ts';

/** Where nodes hear that a workspace has set other prices or budgets. */
export const BUDGETS_CHANNEL = 'budgets';

/** What a node keeps of a workspace: it reads on from `horizon`, and not the whole month anew. */
type Watched = {
  readonly settings: UsageSettings;
  readonly month: BudgetMonth;
  readonly recountAt: number;
  readonly horizon: Date;
  readonly beforeHorizon: Totals;
  readonly totals: Totals;
  standings: BudgetStandings['standings'];
};

/** By agent and model. */
type Totals = Map<string, AgentTokens>;

type WatchDeps = Pick<Deps, 'database' | 'clock' | 'ids' | 'baseUrl' | 'bus'>;

/** Commits that come later than this after they were made are found by the next recount. */
const LATE_MS = 120_000;
const RECOUNT_MS = 3_600_000;

/**
 * Counts what workspaces with budgets take, without a question to the database for each turn: what this node's turns
 * take is added as it is stored, and what those of others take comes with each refresh.
 */
export function createBudgetWatch(deps: WatchDeps): Budgets {
  let watched = new Map<string, Watched>();
  /** What came while the sums were read: it may not be in them. */
  let meanwhile: { workspaceId: string; tokens: AgentTokens }[] = [];
  let refreshing = Promise.resolve();
  let crossed = (): void => {};

  async function recount(): Promise<void> {
    meanwhile = [];
    const now = deps.clock.now();
    const settings = await listBudgeted(deps.database.db);
    const begun = settings.map((each) => beginCount(each, watched.get(each.workspaceId), now));
    const sums = await sumUsage(
      deps.database.named,
      begun.map(({ span }) => span),
    );
    const sumsOf = Map.groupBy(sums, ({ workspaceId }) => workspaceId);
    watched = new Map(
      begun.map((each) => [each.settings.workspaceId, endCount(each, sumsOf.get(each.settings.workspaceId) ?? [])]),
    );
    for (const { workspaceId, tokens } of meanwhile) take(watched.get(workspaceId), tokens);
    await tellOfBudgets(deps, [...watched.values()]);
  }
  return {
    isUsedUp({ id, workspaceId }) {
      const found = watched.get(workspaceId);
      return found !== undefined && deps.clock.now() < found.month.endsAt && isUsedUp(id, found.standings);
    },
    took(workspaceId, tokens) {
      meanwhile.push({ workspaceId, tokens });
      if (take(watched.get(workspaceId), tokens)) crossed();
    },
    refresh() {
      const next = refreshing.then(recount);
      refreshing = next.catch(() => {});
      return next;
    },
    standingsOf: (workspaceId) => watched.get(workspaceId) ?? null,
    onCrossed(hear) {
      crossed = hear;
    },
  };
}

type BegunCount = {
  readonly settings: UsageSettings;
  readonly month: BudgetMonth;
  readonly span: UsageSpan;
  /** What is read on from. */
  readonly from: Pick<Watched, 'beforeHorizon' | 'recountAt'>;
};

function beginCount(settings: UsageSettings, known: Watched | undefined, now: Date): BegunCount {
  const { workspaceId, timeZone } = settings;
  const month = budgetMonth(now, timeZone);
  const goesOn = known?.month.startsAt.getTime() === month.startsAt.getTime() && now.getTime() < known.recountAt;
  const since = goesOn ? known.horizon : month.startsAt;
  const horizon = new Date(Math.max(since.getTime(), now.getTime() - LATE_MS));
  const from = goesOn ? known : { beforeHorizon: new Map(), recountAt: now.getTime() + RECOUNT_MS };
  return { settings, month, span: { workspaceId, since, horizon }, from };
}

/** `sums` are those of its workspace. */
function endCount({ settings, month, span, from }: BegunCount, sums: readonly SpanTokens[]): Watched {
  const beforeHorizon = new Map(from.beforeHorizon);
  for (const tokens of sums.filter(({ isBefore }) => isBefore)) add(beforeHorizon, tokens);
  const totals = new Map(beforeHorizon);
  for (const tokens of sums.filter(({ isBefore }) => !isBefore)) add(totals, tokens);
  const { horizon } = span;
  return {
    settings,
    month,
    recountAt: from.recountAt,
    horizon,
    beforeHorizon,
    totals,
    standings: stand(settings, totals),
  };
}

function add(totals: Totals, { agentId, model, inputTokens, outputTokens }: AgentTokens): void {
  const key = `${agentId} ${model}`;
  const { inputTokens: input = 0, outputTokens: output = 0 } = totals.get(key) ?? {};
  totals.set(key, { agentId, model, inputTokens: input + inputTokens, outputTokens: output + outputTokens });
}

/** Whether a budget stands otherwise since. */
function take(found: Watched | undefined, tokens: AgentTokens): boolean {
  if (!found) return false;
  add(found.totals, tokens);
  const before = found.standings;
  found.standings = stand(found.settings, found.totals);
  return found.standings.some(({ state }, index) => state !== before[index]?.state);
}

function stand({ budgets, prices }: UsageSettings, totals: Totals): BudgetStandings['standings'] {
  const known = pricesOf(prices);
  return budgets.map((rule) => ({ ...standingOf(rule, [...totals.values()], known), rule }));
}
