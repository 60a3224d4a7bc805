import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { killAll, npmStart, parley, paste, type Running, run } from './parley-process.ts';

const folders: string[] = [];
const newFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), "parley-it's-"));
  folders.push(folder);
  return folder;
};
afterAll(async () => {
  killAll();
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

const curlOf = (server: Running): string => /^curl .*$/m.exec(server.said.stdout)?.[0] ?? '';
const SENTENCE = /^[^\n]+\n$/;
/** Each starts several servers, on machines that may be busy with other tests. */
const SEVERAL_STARTS = { timeout: 120_000 };

describe('npm start', () => {
  it(
    'is ready with a curl that works, refuses a twin and a taken port, and ends with SIGTERM to npm',
    SEVERAL_STARTS,
    async () => {
      const folder = await newFolder();
      const server = npmStart({ PORT: '0', PARLEY_DATA_DIR: folder });
      const url = await server.ready();
      await checkFirstRun(folder, url, server.said.stdout);
      expect((await fetch(`${url}/readyz`)).status).toBe(200);

      const asked = await paste(curlOf(server), {}).ended;
      const answer = JSON.parse(asked.stdout);
      expect(answer).toMatchObject({ reply: expect.stringContaining('five years'), ord_number: 3 });
      expect(answer.sources[0].title).toBe('Warranty and repairs');

      const twin = await parley(['serve'], { PORT: '0', PARLEY_DATA_DIR: folder }).ended;
      expect(twin).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(SENTENCE) });
      expect(twin.stderr).toMatch(/is in use by process \d+/);

      const other = await newFolder();
      const port = new URL(url).port;
      const refused = await parley(['serve'], { PORT: port, PARLEY_DATA_DIR: other }).ended;
      expect(refused).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(SENTENCE) });
      expect(refused.stderr).toContain(`Port ${port} is taken`);

      server.signal('SIGTERM');
      await server.ended;
      expect(await server.alive()).toEqual([]);

      const next = parley(['serve'], { PORT: port, PARLEY_DATA_DIR: other });
      expect(await next.ready()).toBe(url);
      next.signal('SIGTERM');
      expect(await next.ended).toMatchObject({ code: 0, stderr: '' });
    },
  );

  it('ends with Ctrl-C, which npm and the server both get, and leaves no process', SEVERAL_STARTS, async () => {
    const server = npmStart({ PORT: '0', PARLEY_DATA_DIR: await newFolder(), PARLEY_DEMO: 'off' });
    const url = await server.ready();
    server.signalGroup('SIGINT');
    await server.ended;
    expect(await server.alive()).toEqual([]);
    await expect(fetch(url)).rejects.toThrow();
  });

  it('starts again after SIGKILL with everything that was said', SEVERAL_STARTS, async () => {
    const folder = await newFolder();
    const killed = npmStart({ PORT: '0', PARLEY_DATA_DIR: folder });
    await killed.ready();
    const before = JSON.parse((await paste(curlOf(killed), {}).ended).stdout);
    killed.signalGroup('SIGKILL');
    await killed.ended;

    const server = npmStart({ PORT: '0', PARLEY_DATA_DIR: folder });
    const url = await server.ready();
    const { read_token: token, url: recorded } = JSON.parse(await readFile(join(folder, 'first-run.json'), 'utf8'));
    expect(recorded).toBe(url);
    const conversations = `${url}/v1/api_core/conversations`;
    const read = async (path: string) => {
      const answer = await fetch(`${conversations}${path}`, { headers: { authorization: `Bearer ${token}` } });
      return answer.text();
    };
    const kept = await read(`/${before.conv_id}/events`);
    expect(kept).toContain('How long is the warranty of a fountain pen?');
    expect(kept).toContain('five years');
    await expect.poll(() => read('?query=fountain'), { timeout: 20_000 }).toContain(before.conv_id);
    server.signal('SIGTERM');
    await server.ended;
  });
});

describe('a start that cannot be', () => {
  it('says everything that is wrong with the environment, a sentence each', async () => {
    const environment = {
      PORT: 'eighty',
      PARLEY_MODEL: 'gpt',
      PARLEY_DEMO: 'maybe',
      PARLEY_DATA_DIR: await newFolder(),
    };
    const { code, stdout, stderr } = await parley(['serve'], environment).ended;
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr.trim().split('\n')).toEqual([
      expect.stringMatching(/^PORT must be .*\.$/),
      expect.stringMatching(/^PARLEY_MODEL must be .*\.$/),
      expect.stringMatching(/^PARLEY_DEMO must be .*\.$/),
    ]);
  });

  it.each([
    [
      { DATABASE_URL: 'postgres://127.0.0.1:9/parley', PARLEY_SECRET: 'a secret for tests' },
      /PostgreSQL.*ECONNREFUSED/,
    ],
    [{ PARLEY_MODEL: 'openai/some-model' }, /needs a key: set PARLEY_MODEL_API_KEY/],
    [{ PARLEY_DATA_DIR: '/dev/null/parley' }, /data folder .* cannot be used/],
  ])('is refused in one sentence: %j', async (environment, reason) => {
    const ended = await parley(['serve'], { PORT: '0', PARLEY_DATA_DIR: await newFolder(), ...environment }).ended;
    expect(ended).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(SENTENCE) });
    expect(ended.stderr).toMatch(reason);
  });

  it('is refused in one sentence by a Node that is too old', async () => {
    const old = "data:text/javascript,Object.defineProperty(process.versions,'node',{value:'20.19.0'})";
    const ended = await run(process.execPath, ['--import', old, 'packages/server/bin/parley.mjs', 'serve'], {}).ended;
    expect(ended).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(SENTENCE) });
    expect(ended.stderr).toContain('Parley needs Node 24');
  });
});

async function checkFirstRun(folder: string, url: string, stdout: string): Promise<void> {
  const file = join(folder, 'first-run.json');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  const facts: Record<string, string> = JSON.parse(await readFile(file, 'utf8'));
  expect(Object.keys(facts).sort()).toEqual([
    'chatbot_id',
    'owner_email',
    'owner_password',
    'read_token',
    'scenario_id',
    'url',
    'workspace_key',
    'write_token',
  ]);
  expect(facts.url).toBe(url);
  for (const secret of ['read_token', 'write_token', 'workspace_key', 'owner_password']) {
    expect(stdout).not.toContain(facts[secret]);
  }
}
