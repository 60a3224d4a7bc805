// Holds the widget to what it may weigh, as it travels: the loader, and all that a first conversation needs in whichever
// language, from the launcher and what is asked before it (consent, the form) to an answer with its sources.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const KB = 1024;
/** Why they are what they are: docs/decisions/0025-what-the-widget-may-weigh.md. */
export const BUDGET = { loader: 5 * KB, total: 46 * KB, asked: 47.5 * KB };

/** The scripts of a first conversation in a language, with all that may be asked in it, beside the loader. */
export const scriptsOf = ({ needed, words, questions }, language) => [...needed, words[language], questions];

/** What each part weighs, the languages by their weight, and which budgets are exceeded. */
export function weigh(manifest, budget = BUDGET) {
  const { loader, needed, words, questions, files } = manifest;
  const weightOf = (name) => files.find((file) => file.name === name)?.brotli ?? Number.NaN;
  const sumOf = (names) => names.reduce((sum, name) => sum + weightOf(name), 0);
  const parts = [loader, ...needed, questions].map((name) => ({ name, bytes: weightOf(name) }));
  const totals = Object.keys(words)
    .flatMap((language) => {
      const asked = sumOf([loader, ...scriptsOf(manifest, language)]);
      const name = `a first conversation in "${language}"`;
      return [
        { name, bytes: asked - weightOf(questions), most: budget.total },
        { name: `${name} with consent, form and comment`, bytes: asked, most: budget.asked },
      ];
    })
    .sort((a, b) => a.bytes - b.bytes);
  // Not `>`: what has no weight is not known to be light enough.
  const isOver = (bytes, most) => !(bytes <= most);
  const problems = [
    ...(isOver(weightOf(loader), budget.loader) ? [problem('the loader', weightOf(loader), budget.loader)] : []),
    ...totals
      .filter(({ bytes, most }) => isOver(bytes, most))
      .map(({ name, bytes, most }) => problem(name, bytes, most)),
    ...(totals.length === 0 ? ['there are no words of any language'] : []),
  ];
  return { rows: [...parts, ...totals], problems };
}

const kilobytes = (bytes) => `${(bytes / KB).toFixed(1)} KB`;
const problem = (what, bytes, most) => `${what} weighs ${kilobytes(bytes)}, and may weigh ${kilobytes(most)}`;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { buildWidget } = await import('@parley/widget/build');
  const manifest = JSON.parse(readFileSync(join(await buildWidget(), 'manifest.json'), 'utf8'));
  const { rows, problems } = weigh(manifest);
  for (const { name, bytes } of rows) console.log(`${kilobytes(bytes).padStart(9)}  ${name}`);
  for (const text of problems) console.error(text);
  process.exitCode = problems.length > 0 ? 1 : 0;
}
