import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

const script = fileURLToPath(new URL('../../../bin/build-template.mjs', import.meta.url));
let elsewhere: string;

beforeAll(async () => {
  elsewhere = await mkdtemp(join(tmpdir(), 'parley-install-'));
  await mkdir(join(elsewhere, 'packages/server/bin'), { recursive: true });
  await cp(script, join(elsewhere, 'packages/server/bin/build-template.mjs'));
});
afterAll(() => rm(elsewhere, { recursive: true, force: true }));

function run(path: string) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [path], { encoding: 'utf8' });
  return { status, output: stdout + stderr };
}

test('an installation makes the template without a word', () => {
  expect(run(script)).toEqual({ status: 0, output: '' });
});

test('an installation without our sources or packages does not fail for it', () => {
  expect(run(join(elsewhere, 'packages/server/bin/build-template.mjs'))).toEqual({ status: 0, output: '' });
});
