// `npm run check`: format, lint, types, boundaries, dead code, then the tests. Stops at the first that fails.
import { runStep } from './run-step.mjs';

const STEPS = [
  ['format and lint', 'biome', ['ci', '--error-on-warnings', '.']],
  ['types', 'tsc', ['--noEmit', '-p', 'tsconfig.json']],
  ['types of the widget', 'tsc', ['--noEmit', '-p', 'packages/widget/tsconfig.json']],
  ['types of the inbox', 'tsc', ['--noEmit', '-p', 'packages/inbox/tsconfig.json']],
  ['types of the stories', 'tsc', ['--noEmit', '-p', 'packages/server/test/browser/widget-stories/tsconfig.json']],
  [
    "types of the inbox's stories",
    'tsc',
    ['--noEmit', '-p', 'packages/server/test/browser/inbox-stories/tsconfig.json'],
  ],
  ['types of the React example', 'tsc', ['--noEmit', '-p', 'examples/react-page/tsconfig.json']],
  ['boundaries', 'node', ['scripts/check-boundaries.mjs']],
  ['dead code', 'knip', []],
  ['weight of the widget', 'node', ['scripts/check-widget-size.mjs']],
  ['weight of the inbox', 'node', ['scripts/check-inbox-size.mjs']],
  ['tests', 'node', ['scripts/test.mjs']],
];

for (const [name, command, args] of STEPS) {
  console.log(`\n== ${name}`);
  const code = await runStep(command, args);
  if (code !== 0) {
    console.error(`\n${name}: failed`);
    process.exit(code);
  }
}
