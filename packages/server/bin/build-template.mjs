#!/usr/bin/env node
// Run by `npm ci`: prepares the embedded database, the widget and the inbox, so that the first start takes a second instead of six.
// It never fails an installation: what is not prepared here is prepared at the first start.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const NEEDED = 24;
/** Says that this already is the second try, so that a wrong `node` beside the packages does not call itself for ever. */
const AGAIN = '--again';
const self = fileURLToPath(import.meta.url);

if (Number(process.versions.node.split('.')[0]) >= NEEDED) {
  await build();
} else {
  const node = fileURLToPath(new URL('../../../node_modules/.bin/node', import.meta.url));
  // With --ignore-scripts the package that brings Node has installed nothing; then this cannot run either.
  if (existsSync(node) && !process.argv.includes(AGAIN)) {
    spawnSync(node, ['--disable-warning=ExperimentalWarning', self, AGAIN], { stdio: 'ignore' });
  }
}

async function build() {
  for (const prepare of [buildTemplate, buildScripts]) {
    try {
      await prepare();
    } catch {
      // The first start tries again, and says what is wrong if it still is.
    }
  }
}

async function buildTemplate() {
  const { templateFolder } = await import('../src/store/db/template.ts');
  await templateFolder();
}

async function buildScripts() {
  const { buildWidget } = await import('@parley/widget/build');
  await buildWidget();
  const { buildInbox } = await import('@parley/inbox/build');
  await buildInbox();
}
