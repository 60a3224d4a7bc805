#!/usr/bin/env node
// The entry of `npm start` and of `parley`: plain JavaScript, so that an old Node can read it and say what is wrong.
import module from 'node:module';
import { fileURLToPath } from 'node:url';

const NEEDED = 24;

if (Number(process.versions.node.split('.')[0]) < NEEDED) {
  const here = `This is Node ${process.versions.node}, and Parley needs Node ${NEEDED}`;
  console.error(`${here}: run it with \`npm start\` or \`npx parley\` after \`npm ci\`, which brings its own.`);
  process.exit(1);
}

// Where this cannot be written, Node goes without.
module.enableCompileCache(fileURLToPath(new URL('../../../node_modules/.cache/parley-code', import.meta.url)));
const { runCli } = await import('../src/cli/run.ts');
process.exit(await runCli(process.argv.slice(2)));
