import type { Usage, UsageNumbers } from '@parley/protocol/api';
import type { ReportDays } from '../domain/analytics/report-days.ts';
import { costOf, type ModelPrices, sumOfCosts } from '../domain/usage/cost-of.ts';
import { type Bin, medianOf } from '../domain/usage/median-of.ts';

/** Turns of a day (from 1), an agent and a model that came to the same. */
export type UsedTurns = {
  readonly bucket: number;
  readonly agentId: string;
  readonly model: string;
  readonly outcome: string;
  readonly turns: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
};

/** How long some turns of a day (from 1), an agent and a model took that lie close together. */
export type UsageLatency = Bin & { readonly bucket: number; readonly agentId: string; readonly model: string };

export type UsageFigures = {
  readonly days: ReportDays;
  readonly turns: readonly UsedTurns[];
  readonly latencies: readonly UsageLatency[];
  readonly currency: string | null;
  readonly prices: ModelPrices;
};

/** What one agent took of one model on one day. */
type Cell = { readonly bucket: number; readonly agentId: string; readonly model: string; readonly numbers: Sums };
type Sums = Omit<UsageNumbers, 'latency_ms'>;
/** The report on usage as the inbox gets it: every sum is one of its rows. */
export function usageReport({ days, turns, latencies, currency, prices }: UsageFigures): Usage {
  const cells = [...Map.groupBy(turns, cellKey).values()].map((used) => cellOf(used, prices));
  const ofDay = mediansBy(latencies, ({ bucket }) => bucket);
  const ofAgent = mediansBy(latencies, ({ agentId }) => agentId);
  const ofModel = mediansBy(latencies, ({ model }) => model);
  const ofCell = mediansBy(latencies, cellKey);
  const byDay = Map.groupBy(cells, ({ bucket }) => bucket);
  const byAgent = [...Map.groupBy(cells, ({ agentId }) => agentId)];
  const byModel = [...Map.groupBy(cells, ({ model }) => model)];
  return {
    object: 'usage',
    from: days.from,
    to: days.to,
    time_zone: days.timeZone,
    currency,
    unpriced_models: byModel.filter(([, of]) => sumOf(of).cost_micros === null).map(([model]) => model),
    totals: { ...sumOf(cells), latency_ms: mediansBy(latencies, () => 'all')('all') },
    by_day: days.days.map((day, index) => ({
      day,
      ...sumOf(byDay.get(index + 1) ?? []),
      latency_ms: ofDay(index + 1),
    })),
    by_chatbot: byAgent
      .map(([agentId, of]) => ({ chatbot_id: agentId, ...sumOf(of), latency_ms: ofAgent(agentId) }))
      .toSorted(mostTokensFirst),
    by_model: byModel
      .map(([model, of]) => ({ model, ...sumOf(of), latency_ms: ofModel(model) }))
      .toSorted(mostTokensFirst),
    rows: cells.map(({ numbers, ...keys }) => ({
      day: days.days[keys.bucket - 1] ?? days.to,
      chatbot_id: keys.agentId,
      model: keys.model,
      ...numbers,
      latency_ms: ofCell(cellKey(keys)),
    })),
  };
}

function cellOf(used: readonly UsedTurns[], prices: ModelPrices): Cell {
  const { bucket = 0, agentId = '', model = '' } = used[0] ?? {};
  const inputTokens = sum(used.map((each) => each.inputTokens));
  const outputTokens = sum(used.map((each) => each.outputTokens));
  const numbers = {
    turns: sum(used.map(({ turns }) => turns)),
    input_tokens: inputTokens,
    output_tokens: outputTokens,
    outcomes: Object.fromEntries(used.map(({ outcome, turns }) => [outcome, turns])),
    cost_micros: costOf({ model, inputTokens, outputTokens }, prices),
  };
  return { bucket, agentId, model, numbers };
}

function sumOf(cells: readonly Cell[]): Sums {
  const outcomes: Record<string, number> = {};
  for (const [outcome, turns] of cells.flatMap(({ numbers }) => Object.entries(numbers.outcomes))) {
    outcomes[outcome] = (outcomes[outcome] ?? 0) + turns;
  }
  return {
    turns: sum(cells.map(({ numbers }) => numbers.turns)),
    input_tokens: sum(cells.map(({ numbers }) => numbers.input_tokens)),
    output_tokens: sum(cells.map(({ numbers }) => numbers.output_tokens)),
    outcomes,
    cost_micros: sumOfCosts(cells.map(({ numbers }) => numbers.cost_micros)),
  };
}

/** Gives the median of all latencies that have a key. */
function mediansBy<K>(
  latencies: readonly UsageLatency[],
  keyOf: (latency: UsageLatency) => K,
): (key: K) => number | null {
  const bins = Map.groupBy(latencies, keyOf);
  return (key) => {
    const median = medianOf(bins.get(key) ?? []);
    return median === null ? null : Math.round(median);
  };
}

const cellKey = ({ bucket, agentId, model }: Pick<Cell, 'bucket' | 'agentId' | 'model'>): string =>
  `${bucket} ${agentId} ${model}`;

const mostTokensFirst = (a: Sums, b: Sums): number => tokensOf(b) - tokensOf(a);
const tokensOf = ({ input_tokens, output_tokens }: Sums): number => input_tokens + output_tokens;
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
