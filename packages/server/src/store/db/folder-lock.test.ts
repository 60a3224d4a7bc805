import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockFolder, readHolder } from './folder-lock.ts';

const module = fileURLToPath(new URL('./folder-lock.ts', import.meta.url));
const script = `
  const { lockFolder } = await import(process.argv[1]);
  try { lockFolder(process.argv[2], 'http://127.0.0.1:3000'); console.log('locked'); setInterval(() => {}, 1000); }
  catch (error) { console.log(error.message); process.exit(1); }`;

let folder: string;
const children: ChildProcess[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-lock-'));
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

/** Starts a process that locks the folder, and gives its first words. */
async function another(): Promise<{ child: ChildProcess; said: string; errors: () => string }> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, module, folder]);
  children.push(child);
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  const [chunk] = await once(child.stdout, 'data');
  return { child, said: String(chunk).trim(), errors: () => errors };
}

test('says which process holds the folder, and since when', async () => {
  const first = await another();
  expect(first.said).toBe('locked');
  const second = await another();
  expect(second.said).toMatch(
    new RegExp(
      `^The data folder ${folder} is in use by process ${first.child.pid} since 2\\d{3}-.*; stop it first, or`,
    ),
  );
  expect(() => lockFolder(folder)).toThrow(`in use by process ${first.child.pid}`);
  expect(readHolder(folder)?.url).toBe('http://127.0.0.1:3000');
});

test('is free again at once when its holder is killed', async () => {
  const { child } = await another();
  child.kill('SIGKILL');
  await once(child, 'exit');
  const lock = lockFolder(folder);
  expect(readHolder(folder)?.pid).toBe(process.pid);
  lock.release();
});

test('excludes another process while this one holds it, and lets it in afterwards', async () => {
  const lock = lockFolder(folder);
  expect((await another()).said).toContain(`in use by process ${process.pid}`);
  expect(() => lockFolder(folder)).toThrow('in use by process');
  lock.release();
  lock.release();
  const next = await another();
  expect(next.said).toBe('locked');
  expect(next.errors()).toBe('');
});
