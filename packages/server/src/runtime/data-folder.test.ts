import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readFirstRun, readOrCreateSecret, writeFirstRun } from './data-folder.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-data-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('the secret of a data folder', () => {
  it('is made once, for its owner only, and leaves nothing else behind', async () => {
    const secrets = await Promise.all([readOrCreateSecret(folder), readOrCreateSecret(folder)]);
    expect(secrets[0]).toMatch(/^[0-9a-f]{64}$/);
    expect(secrets[1]).toBe(secrets[0]);
    expect(await readOrCreateSecret(folder)).toBe(secrets[0]);
    expect((await stat(join(folder, 'secret'))).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['secret']);
  });

  it('is not replaced when its file is empty: what is sealed under the old one would be lost', async () => {
    await writeFile(join(folder, 'secret'), '');
    await expect(readOrCreateSecret(folder)).rejects.toThrow(/secret is empty/);
  });
});

describe('first-run.json', () => {
  it('is null before there is one, and reads as it was written', async () => {
    expect(await readFirstRun(folder)).toBeNull();
    await writeFirstRun(folder, { url: 'http://127.0.0.1:3000' });
    expect(await readFirstRun(folder)).toEqual({ url: 'http://127.0.0.1:3000' });
    expect((await stat(join(folder, 'first-run.json'))).mode & 0o777).toBe(0o600);
  });
});
