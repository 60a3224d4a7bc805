import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg, release, totalmem, type } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { BenchRow } from './retrieval.ts';

const RESULTS = fileURLToPath(new URL('./results/', import.meta.url));

/** Prints the figures of a run as one table and writes them, with where and when, to `results/latest.json`. */
export async function writeReport(rows: readonly { readonly bench: string; readonly row: BenchRow }[]): Promise<void> {
  const about = circumstances();
  console.log(`\n${about.machine}, Node ${about.node}, commit ${about.commit}, ${about.at}`);
  console.log(markdownTable(rows));
  await mkdir(RESULTS, { recursive: true });
  const figures = rows.map(({ bench, row }) => ({ bench, ...row }));
  await writeFile(`${RESULTS}latest.json`, `${JSON.stringify({ ...about, figures }, null, 2)}\n`);
}

function circumstances() {
  const cpu = cpus()[0]?.model.trim() ?? 'unknown processor';
  const memory = Math.round(totalmem() / 1024 ** 3);
  return {
    machine: `${availableParallelism()} × ${cpu}, ${memory} GiB, ${type()} ${release()}`,
    /** What else the machine was doing in the last minutes: figures of a busy one are worth little. */
    load: loadavg().map((load) => Math.round(load * 100) / 100),
    node: process.versions.node,
    commit: git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain') === '' ? '' : ' with changes'),
    at: new Date().toISOString(),
  };
}

function git(...args: string[]): string {
  try {
    return execFileSync('git', args, { encoding: 'utf8', cwd: RESULTS.replace(/results\/$/, '') }).trim();
  } catch {
    return 'unknown';
  }
}

function markdownTable(rows: readonly { readonly bench: string; readonly row: BenchRow }[]): string {
  const cells = rows.map(({ bench, row }) => [bench, row.name, shown(row.value), row.unit, row.note ?? '']);
  const table = [['bench', 'figure', 'value', 'unit', 'note'], ...cells];
  const widths = [0, 1, 2, 3, 4].map((at) => Math.max(...table.map((line) => line[at]?.length ?? 0)));
  const line = (texts: readonly string[]) => `| ${texts.map((text, at) => text.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  const rule = line(widths.map((width) => '-'.repeat(width)));
  return table.map(line).toSpliced(1, 0, rule).join('\n');
}

function shown(value: number): string {
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(Math.abs(value) >= 100 ? 4 : 3)));
}
