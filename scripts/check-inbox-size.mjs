// Holds the inbox to what its first screen may weigh, as it travels: all scripts that it needs before anything shows.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const KB = 1024;
/** Issue and design ask for it; languages other than English, and whatever is opened later, come on top. */
export const FIRST_SCREEN_BUDGET = 250 * KB;

/** What each script of the first screen weighs, the heaviest first, all of them together, and what is wrong with that. */
export function weighInbox({ first, files }, budget = FIRST_SCREEN_BUDGET) {
  const weightOf = (name) => files.find((file) => file.name === name)?.brotli ?? Number.NaN;
  const rows = first.map((name) => ({ name, bytes: weightOf(name) })).sort((a, b) => b.bytes - a.bytes);
  const total = rows.reduce((sum, { bytes }) => sum + bytes, 0);
  // Not `>`: what has no weight is not known to be light enough.
  const isOver = !(total <= budget) || rows.length === 0;
  return {
    rows,
    total,
    problems: isOver ? [`the first screen weighs ${kilobytes(total)}, and may weigh ${kilobytes(budget)}`] : [],
  };
}

const kilobytes = (bytes) => `${(bytes / KB).toFixed(1)} KB`;
const SHOWN = 12;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { buildInbox } = await import('@parley/inbox/build');
  const manifest = JSON.parse(readFileSync(join(await buildInbox(), 'manifest.json'), 'utf8'));
  const { rows, total, problems } = weighInbox(manifest);
  for (const { name, bytes } of rows.slice(0, SHOWN)) console.log(`${kilobytes(bytes).padStart(9)}  ${name}`);
  console.log(`${kilobytes(total).padStart(9)}  the first screen, in ${rows.length} scripts`);
  for (const text of problems) console.error(text);
  process.exitCode = problems.length > 0 ? 1 : 0;
}
