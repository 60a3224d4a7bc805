import type { InboxInsights } from '@parley/protocol/api';
import type { Fact } from '../../../ui/facts.tsx';

type FactName = 'latency' | 'model' | 'inputTokens' | 'outputTokens' | 'modelLatency' | 'cost';

/** What a turn took, in words; what the person may not see, or nobody knows, is not among it. */
export function turnFacts(
  { latency_ms, turn }: Pick<InboxInsights, 'latency_ms' | 'turn'>,
  language: string,
  label: (name: FactName) => string,
): readonly Fact[] {
  const seconds = new Intl.NumberFormat(language, { style: 'unit', unit: 'second', maximumFractionDigits: 2 });
  const number = new Intl.NumberFormat(language);
  const facts: [FactName, string][] = [['latency', seconds.format(latency_ms / 1_000)]];
  if (turn) {
    facts.push(
      ['model', turn.model],
      ['modelLatency', seconds.format(turn.latency_ms / 1_000)],
      ['inputTokens', number.format(turn.input_tokens)],
      ['outputTokens', number.format(turn.output_tokens)],
    );
    if (turn.cost) facts.push(['cost', costInWords(turn.cost, language)]);
  }
  return facts.map(([name, value]) => ({ label: label(name), value }));
}

/** Replies cost fractions of a cent: as many digits as say something. */
function costInWords(
  { micros, currency }: { readonly micros: number; readonly currency: string | null },
  language: string,
) {
  const digits = { minimumSignificantDigits: 1, maximumSignificantDigits: 3 };
  const style = currency === null ? {} : ({ style: 'currency', currency } as const);
  return new Intl.NumberFormat(language, { ...style, ...digits }).format(micros / 1_000_000);
}
