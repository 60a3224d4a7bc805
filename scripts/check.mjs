// `npm run check`: format, lint, types, boundaries, dead code, then the tests. Stops at the first that fails.
import { runStep } from './run-step.mjs';

const STEPS = [
  ['format and lint', 'biome', ['ci', '--error-on-warnings', '.']],
  ['types', 'tsc', ['--noEmit', '-p', 'tsconfig.json']],
  ['boundaries', 'node', ['scripts/check-boundaries.mjs']],
  ['dead code', 'knip', []],
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
