import type { BenchRow } from '../retrieval.ts';
import type { Judgement } from './protocol.ts';

/** A share or a time as it is printed. */
export function shown(value: number): string {
  return value.toFixed(3);
}

/** What the judgements of one language come to, when the agent is silent below `threshold`. */
export function figures(language: string, judgements: readonly Judgement[], threshold: number): BenchRow[] {
  const of = (world: Judgement['world'], answerable: boolean) =>
    judgements.filter((one) => one.language === language && one.world === world && one.answerable === answerable);
  const isAnswered = ({ confidence }: Judgement) => confidence >= threshold;
  const share = (list: Judgement[], is: (one: Judgement) => boolean) =>
    list.filter(is).length / Math.max(1, list.length);
  const own = of('half', true);
  const whole = of('whole', true);
  const plain = share(whole, ({ plainFirst }) => plainFirst);
  const row = (name: string, value: number, note: string): BenchRow => ({
    name: `${language} ${name}`,
    value,
    unit: 'share',
    note,
  });
  return [
    row(
      'contains the answer',
      share(own, (one) => isAnswered(one) && one.contained),
      'half of the articles as knowledge',
    ),
    row(
      'declined though known',
      share(own, (one) => !isAnswered(one)),
      'half of the articles as knowledge',
    ),
    row(
      'foreign declined',
      share(of('half', false), (one) => !isAnswered(one)),
      'questions of the other half',
    ),
    row(
      'contains the answer, all articles',
      share(whole, (one) => isAnswered(one) && one.contained),
      'all paragraphs as knowledge',
    ),
    row(
      'first source right',
      share(whole, (one) => isAnswered(one) && one.firstSource),
      `plain BM25 recall@1 ${shown(plain)}`,
    ),
  ];
}
