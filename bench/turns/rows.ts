import type { BenchRow } from '../retrieval.ts';
import type { Measured } from './measure.ts';

/** The best round of one subject at one concurrency, told in a line and in figures. */
export type TurnRow = BenchRow & {
  readonly best: Measured;
  /** Turns per second of every round, the slowest first. */
  readonly rounds: readonly number[];
  /** Of the floor's rate in the same run; null for the floor itself and for what is no request. */
  readonly ofFloor: number | null;
};

/** One row for each subject, database and concurrency: its best round, and how far the rounds lie apart. */
export function turnRows(measured: readonly Measured[]): TurnRow[] {
  const groups = Map.groupBy(
    measured,
    ({ database, subject, concurrency }) => `${database}, ${subject}, ${concurrency}`,
  );
  const best = new Map([...groups].map(([name, rounds]) => [name, fastest(rounds)]));
  return [...groups].map(([name, all]) => {
    const one = fastest(all);
    const floor = best.get(`${one.database}, floor, ${one.concurrency}`);
    const rounds = all.map(({ perSecond }) => Math.round(perSecond)).sort((a, b) => a - b);
    const ofFloor = floor && one !== floor && one.p50Ms !== null ? one.perSecond / floor.perSecond : null;
    const row = {
      name: `${name} at once`,
      value: Math.round(one.perSecond),
      unit: 'a second',
      best: one,
      rounds,
      ofFloor,
    };
    return { ...row, note: note(row) };
  });
}

/** Prints the rows beside each other, as they are compared. */
export function printTurns(rows: readonly TurnRow[]): void {
  const cells = rows.map(({ name, value, best, rounds, ofFloor }) => [
    name,
    {
      'per s': value,
      spread: spread(rounds),
      'of floor': ofFloor === null ? '' : fixed(ofFloor),
      'p50 ms': best.p50Ms ?? '',
      'p99 ms': best.p99Ms ?? '',
      'server ms': fixed(best.serverCpuMs),
      'db ms': best.database === 'PostgreSQL' && best.databaseCpuMs !== null ? fixed(best.databaseCpuMs) : '',
      'loop p99 ms': best.loopDelayP99Ms.toFixed(1),
      'RSS MB': Math.round(best.rssMb),
    },
  ]);
  console.table(Object.fromEntries(cells));
}

function fastest(rounds: readonly Measured[]): Measured {
  return rounds.reduce((best, round) => (round.perSecond > best.perSecond ? round : best));
}

function note({ best, rounds, ofFloor }: Pick<TurnRow, 'best' | 'rounds' | 'ofFloor'>): string {
  const facts = [`rounds ${spread(rounds)}`];
  if (ofFloor !== null) facts.push(`${fixed(ofFloor)} of the floor`);
  if (best.p50Ms !== null) facts.push(`p50 ${best.p50Ms} ms, p99 ${best.p99Ms} ms`);
  facts.push(`CPU ${fixed(best.serverCpuMs)} ms`);
  if (best.database === 'PostgreSQL' && best.databaseCpuMs !== null)
    facts.push(`database ${fixed(best.databaseCpuMs)} ms`);
  facts.push(`loop delay p99 ${best.loopDelayP99Ms.toFixed(1)} ms`);
  return facts.join('; ');
}

function spread(rounds: readonly number[]): string {
  return `${rounds[0]}–${rounds.at(-1)}`;
}

function fixed(value: number): string {
  return value.toFixed(2);
}
