// `npm test`: the whole suite, with no service outside. Further arguments go to Vitest (a path, -t "name").
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from './find-chromium.mjs';
import { runStep } from './run-step.mjs';

const chromium = await findChromium();
if (!chromium) console.log('No Chromium could be had: the browser tests are skipped.');

const folder = mkdtempSync(join(tmpdir(), 'parley-test-'));
const report = join(folder, 'report.json');
const vitest = [
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
  ...process.argv.slice(2),
];
const code = await runStep('vitest', vitest, chromium ? { PARLEY_TEST_CHROMIUM: chromium } : {});

let counts = null;
try {
  counts = JSON.parse(readFileSync(report, 'utf8'));
} catch {
  console.error('The tests gave no report.');
}
rmSync(folder, { recursive: true, force: true });
if (counts) {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = counts;
  // A file that cannot even be loaded has no test that could fail.
  const unloadable = counts.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  const failed = numFailedTests + unloadable.length;
  console.log(`${numPassedTests} passed, ${failed} failed, ${numPendingTests + numTodoTests} skipped`);
  process.exitCode = failed > 0 || numPassedTests === 0 ? 1 : code;
} else process.exitCode = 1;
