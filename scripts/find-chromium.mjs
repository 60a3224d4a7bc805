import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { runStep } from './run-step.mjs';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

/**
 * A Chromium for the browser tests: the machine's, else Playwright's, else one that is installed now (apt as root on
 * Debian, or Playwright's own download). Gives its path, or null when none could be had.
 */
export async function findChromium() {
  const known = installed();
  if (known) return known;
  console.log('No Chromium found: installing one for the browser tests.');
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    await runStep('apt-get', ['update', '-qq']);
    await runStep('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
      DEBIAN_FRONTEND: 'noninteractive',
    });
  } else {
    await runStep('node', [createRequire(import.meta.url).resolve('playwright-core/cli.js'), 'install', 'chromium']);
  }
  return installed();
}

function installed() {
  const given = process.env.PARLEY_TEST_CHROMIUM;
  if (given) return given;
  const place = PLACES.find((path) => existsSync(path));
  if (place) return place;
  try {
    const { chromium } = createRequire(import.meta.url)('playwright-core');
    const path = chromium.executablePath();
    return existsSync(path) ? path : null;
  } catch {
    return null;
  }
}
