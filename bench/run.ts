import { benchAnalysis } from './analysis.ts';
import { benchAnalytics } from './analytics.ts';
import { benchAnswers } from './answers.ts';
import { benchChannels } from './channels.ts';
import { benchExports } from './exports.ts';
import { benchInbox } from './inbox.ts';
import { benchInboxList } from './inbox-list.ts';
import { benchListSearch } from './list-search.ts';
import { writeReport } from './report.ts';
import { type BenchRow, benchRetrieval } from './retrieval.ts';
import { benchStart } from './start.ts';
import { benchStreams } from './streams.ts';
import { benchTurns } from './turns/turns.ts';
import { benchWebhooks } from './webhooks.ts';
import { benchWidget } from './widget.ts';
import { benchWorkspaceList } from './workspace-list.ts';

type Bench = (args: string[]) => Promise<readonly BenchRow[]>;

const BENCHES: Readonly<Record<string, Bench>> = {
  turns: benchTurns,
  start: benchStart,
  streams: benchStreams,
  webhooks: benchWebhooks,
  channels: benchChannels,
  widget: benchWidget,
  retrieval: benchRetrieval,
  list: benchListSearch,
  'workspace-list': benchWorkspaceList,
  inbox: benchInbox,
  'inbox-list': benchInboxList,
  answers: benchAnswers,
  analysis: benchAnalysis,
  analytics: benchAnalytics,
  exports: benchExports,
};

const USAGE = `npm run bench [-- <name>… --quick]; names: ${Object.keys(BENCHES).join(', ')}; all without one`;

/** Runs the benchmarks that were named, or all; each gets the options, and takes what it knows of them. */
async function run(words: readonly string[]): Promise<number> {
  const names = words.filter((word) => word in BENCHES);
  const [unknown] = words.slice(0, 1).filter((word) => !word.startsWith('-') && !(word in BENCHES));
  if (unknown !== undefined) {
    console.error(`There is no benchmark "${unknown}": ${USAGE}`);
    return 2;
  }
  const args = words.filter((word) => !(word in BENCHES));
  const rows: { bench: string; row: BenchRow }[] = [];
  for (const name of names.length > 0 ? names : Object.keys(BENCHES)) {
    console.log(`\n== ${name}`);
    for (const row of (await BENCHES[name]?.(args)) ?? []) rows.push({ bench: name, row });
  }
  await writeReport(rows);
  return 0;
}

process.exit(await run(process.argv.slice(2)));
