import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { killAll, parley, type Running } from './parley-process.ts';

let folder: string;
let documents: string;
let environment: { readonly PARLEY_DATA_DIR: string; readonly PORT: string };
let server: Running;
let url: string;
let scenario: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-cli-'));
  documents = await mkdtemp(join(tmpdir(), 'parley-documents-'));
  environment = { PARLEY_DATA_DIR: folder, PORT: '0' };
  server = parley(['serve'], environment);
  url = await server.ready();
  scenario = (await firstRun()).scenario_id ?? '';
});
afterAll(async () => {
  killAll();
  await rm(folder, { recursive: true, force: true });
  await rm(documents, { recursive: true, force: true });
});

const firstRun = async (): Promise<Record<string, string>> =>
  JSON.parse(await readFile(join(folder, 'first-run.json'), 'utf8'));

async function json(...words: string[]) {
  const { code, stdout, stderr } = await parley([...words, '--json'], environment).ended;
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout);
}

async function signsIn(email: string, password: string): Promise<boolean> {
  const body = new URLSearchParams({ email, password });
  const answer = await fetch(`${url}/sign-in`, { method: 'POST', body, headers: { origin: url }, redirect: 'manual' });
  return answer.status === 303;
}

describe('beside a running server', () => {
  it('goes through a socket that only its owner may use', async () => {
    const socket = await stat(join(folder, 'parley.sock'));
    expect([socket.isSocket(), socket.mode & 0o777]).toEqual([true, 0o600]);
    expect((await json('agent', 'list')).items).toMatchObject([{ scenario_id: scenario, name: 'Robin' }]);
    expect(await json('channel', 'list', '--scenario', scenario)).toEqual({ items: [] });
  });

  it('makes an agent and tokens that the server takes at once, and revokes them at once', async () => {
    const made = await json('agent', 'create', '--scenario-id', 'abcdefghij', '--name', 'Bo');
    expect(await statusOf('abcdefghij', made.write_token)).toBe(200);
    const { token } = await json('token', 'create', '--scenario', 'abcdefghij', '--scope', 'write_all');
    expect(await statusOf('abcdefghij', token)).toBe(200);
    for (const { id } of (await json('token', 'list', '--scenario', 'abcdefghij')).items) {
      await json('token', 'revoke', id);
    }
    expect(await statusOf('abcdefghij', token)).toBe(400);
    const taken = await parley(['agent', 'create', '--scenario-id', 'abcdefghij'], environment).ended;
    expect(taken).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('is taken') });
  });

  it('exports conversations whole, and as a table that spreadsheets may open', async () => {
    const { scenario_id: id, write_token } = await json('agent', 'create', '--scenario-id', 'exportable');
    const said = { scenario_id: id, text: '=1+1, "quoted"', client_metadata: { site: '=cmd' } };
    const headers = { authorization: `Bearer ${write_token}`, 'content-type': 'application/json' };
    await fetch(`${url}/chat`, { method: 'POST', headers, body: JSON.stringify(said) });

    const whole = join(folder, 'export.jsonl');
    expect(await json('export', '--scenario', id, '--format', 'jsonl', '--out', whole)).toMatchObject({
      conversations: 1,
    });
    const [line = ''] = (await readFile(whole, 'utf8')).trim().split('\n');
    const { messages } = JSON.parse(line);
    expect(messages[1]).toMatchObject({
      ord: 2,
      author: 'visitor',
      content: said.text,
      client_metadata: { site: '=cmd' },
    });

    const table = join(folder, 'export.csv');
    await json('export', '--scenario', id, '--format', 'csv', '--out', table);
    const [row] = parse(await readFile(table, 'utf8'), { columns: true, bom: true });
    expect(row).toMatchObject({ source: 'api', metadata: '{}', 'client_metadata.site': "'=cmd" });
    expect(row).toMatchObject({ messages: expect.stringContaining(`visitor: ${said.text}`) });

    const nowhere = await parley(
      ['export', '--scenario', id, '--format', 'csv', '--out', '/nowhere/x.csv'],
      environment,
    ).ended;
    expect(nowhere).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/^The export cannot be written to/),
    });
  });

  it('exports what visitors judged, in both forms', async () => {
    const { scenario_id: id, write_token } = await json('agent', 'create', '--scenario-id', 'judgements');
    const settings = { conv_rating_active: true, conv_rating_popup_active: true };
    const agent = { authorization: `Bearer ${write_token}` };
    await send('PATCH', '/v1/api/conversation_ratings/configuration', agent, settings);
    const visitor = await visitorOf(id);
    const { conversation_id: conversation } = await visitor('POST', '/messages', { id: randomUUID(), text: 'Hello' });
    const place = `/conversations/${conversation}`;
    const reply = async () => {
      const { items } = await visitor('GET', `${place}/events`);
      return items.find((event: { message?: { answers: number | null } }) => event.message?.answers != null);
    };
    await expect.poll(reply, { timeout: 10_000 }).toBeDefined();
    const { ord } = (await reply()).message;
    await visitor('PUT', `${place}/messages/${ord}/feedback`, {
      feedback: { rating: 'negative', comment: 'Too short' },
    });
    const rating = { answers: { HELPFUL_THUMBS: 'positive' }, comment: 'Thank you' };
    await visitor('PUT', `${place}/rating`, { rating });

    const [whole, table] = [join(folder, 'judged.jsonl'), join(folder, 'judged.csv')];
    await json('export', '--scenario', id, '--format', 'jsonl', '--out', whole);
    const exported = JSON.parse(await readFile(whole, 'utf8'));
    expect(exported.rating).toMatchObject(rating);
    expect(exported.messages.find((message: { ord: number }) => message.ord === ord).feedback).toMatchObject({
      rating: 'negative',
      comment: 'Too short',
    });
    await json('export', '--scenario', id, '--format', 'csv', '--out', table);
    const [row] = parse(await readFile(table, 'utf8'), { columns: true, bom: true });
    expect(row).toMatchObject({ 'rating.HELPFUL_THUMBS': 'positive', 'rating.comment': 'Thank you' });
    expect(row).toMatchObject({ 'feedback.positive': '0', 'feedback.negative': '1' });
  });

  it('adds people and keys', async () => {
    const made = await json('user', 'create', '--email', 'Kim@example.com', '--role', 'manager');
    expect(await signsIn('kim@example.com', made.password)).toBe(true);
    const reset = await json('user', 'reset-password', '--email', 'kim@example.com');
    expect(await signsIn('kim@example.com', reset.password)).toBe(true);
    expect(await signsIn('kim@example.com', made.password)).toBe(false);
    const { owner_email: owner = '', owner_password: password = '' } = await firstRun();
    expect(await signsIn(owner, password)).toBe(true);
    expect((await json('key', 'create')).key).toMatch(/^par_live_[0-9a-f]{32}$/);
  });

  it('pauses, resumes and revokes a key, which the server minds at once', async () => {
    const { id, key } = await json('key', 'create', '--name', 'Sync', '--expires', '2099-12-31');
    const me = async () => {
      const answer = await fetch(`${url}/v1/me`, { headers: { authorization: `Bearer ${key}` } });
      const { error } = (await answer.json()) as { error?: string };
      return [answer.status, error];
    };
    expect(await me()).toEqual([200, undefined]);
    const [listed] = (await json('key', 'list')).items;
    expect(listed).toMatchObject({ id, name: 'Sync', state: 'active', expires_at: '2099-12-31T23:59:59.999+00:00' });
    expect(JSON.stringify(listed)).not.toContain(key);
    expect((await json('key', 'pause', id)).state).toBe('paused');
    expect(await me()).toEqual([403, 'api_key_paused']);
    await json('key', 'resume', id);
    expect(await me()).toEqual([200, undefined]);
    await json('key', 'revoke', id);
    expect(await me()).toEqual([401, 'api_key_revoked']);
    const again = await parley(['key', 'resume', id], environment).ended;
    expect(again).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('revoked for good') });
  });

  it('sets the limits of a workspace', async () => {
    expect(await json('workspace', 'limits', '--minute', '90')).toEqual({ per_minute: 90, per_hour: 1_000 });
    const { workspace_key: key = '' } = await firstRun();
    const answer = await fetch(`${url}/v1/me`, { headers: { authorization: `Bearer ${key}` } });
    expect(answer.headers.get('x-ratelimit-limit-minute')).toBe('90');
    expect(await json('workspace', 'limits', '--minute', 'default')).toEqual({ per_minute: 60, per_hour: 1_000 });
  });

  it('imports a folder, names what cannot be read, and the agent answers from it', async () => {
    await writeFile(join(documents, 'badgers.md'), '# Badgers\n\nA badger sleeps in a den called a sett.\n');
    await writeFile(join(documents, 'broken.pdf'), '%PDF-1.7 but no more');
    const added = await parley(['knowledge', 'add', '--scenario', scenario, '--tag', 'x', documents], environment)
      .ended;
    expect(added).toMatchObject({ code: 1, stdout: '1 article from 1 file; 1 left out.\n' });
    expect(added.stderr).toContain('badgers.md: 1 article\n');
    expect(added.stderr).toMatch(/broken\.pdf" .*\.\n/);
    const asked = await parley(['chat', '--scenario', scenario, 'Where does a badger sleep?'], environment).ended;
    expect(asked.stdout).toContain('A badger sleeps in a den called a sett.');
    expect(asked.stdout).toContain('[1] Badgers:');
  });
});

describe('a wrong call', () => {
  it.each([
    [['token', 'create', '--scope', 'write_all'], '--scenario is missing'],
    [['token', 'create', '--scenario', 'x', '--scope', 'all'], '--scope must be read_all or write_all'],
    [['agent', 'create', '--scenario-id', 'UPPER'], '--scenario-id must be 10 characters'],
    [['knowledge', 'add', '--scenario', 'x'], "missing required argument 'paths'"],
    [['agents'], "unknown command 'agents'"],
    [['doctor', '--loud'], "unknown option '--loud'"],
  ])('%j is answered with how to call it, exit 2', async (words, problem) => {
    const { code, stdout, stderr } = await parley(words, environment).ended;
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(problem);
    expect(stderr).toContain('Usage: parley');
  });
});

describe('without a server', () => {
  it('opens the database itself, backs it up, and fills a fresh folder from the backup', {
    timeout: 120_000,
  }, async () => {
    const { url: _, ...facts } = await firstRun();
    const photo = await sentPhoto();
    server.signal('SIGTERM');
    await server.ended;
    expect((await json('agent', 'list')).items).toMatchObject([
      { scenario_id: scenario },
      { scenario_id: 'abcdefghij' },
      { scenario_id: 'exportable' },
      { scenario_id: 'judgements' },
    ]);
    expect(await json('doctor')).toMatchObject({ ok: true });

    const fresh = { PARLEY_DATA_DIR: join(documents, 'fresh'), PORT: '0' };
    const file = join(documents, 'backup.gz');
    await json('backup', '--out', file);
    const words = ['restore', file, '--secret', join(folder, 'secret')];
    expect(await parley(words, fresh).ended).toMatchObject({ code: 0, stderr: '' });
    const again = await parley(words.slice(0, 2), fresh).ended;
    expect(again).toMatchObject({ code: 1, stderr: expect.stringMatching(/^[^\n]+\.\n$/) });

    const restored = parley(['serve'], fresh);
    url = await restored.ready();
    expect(await statusOf(scenario, facts.write_token ?? '')).toBe(200);
    const shown = await fetch(new URL(new URL(photo).pathname, url));
    expect([shown.status, Buffer.from(await shown.arrayBuffer())]).toEqual([200, PNG]);
    restored.signal('SIGTERM');
    await restored.ended;
  });

  it('doctor names what is wrong and ends with 1', { timeout: 120_000 }, async () => {
    await writeFile(join(folder, 'secret'), 'another secret altogether');
    const { code, stdout } = await parley(['doctor'], environment).ended;
    expect(code).toBe(1);
    expect(stdout).toMatch(/^WRONG +secret .*put the old secret back\.$/m);
    const server = await parley(['serve'], environment).ended;
    expect(server).toMatchObject({ code: 1, stderr: expect.stringMatching(/^PARLEY_SECRET is not [^\n]+\.\n$/) });
  });
});

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

async function send(method: string, path: string, headers: Record<string, string>, body?: object) {
  const type = body ? { 'content-type': 'application/json' } : {};
  const given = body ? { body: JSON.stringify(body) } : {};
  const answer = await fetch(`${url}${path}`, { method, headers: { ...headers, ...type }, ...given });
  expect(answer.status, path).toBe(200);
  return JSON.parse(await answer.text());
}

/** Calls of a new visitor of an agent's widget. */
async function visitorOf(scenarioId: string) {
  const { token } = await send('POST', '/widget/sessions', {}, { scenario_id: scenarioId });
  const headers = { authorization: `Bearer ${token}` };
  return (method: string, path: string, body?: object) => send(method, `/widget${path}`, headers, body);
}

/** The address of a photo that a visitor has sent. */
async function sentPhoto(): Promise<string> {
  const { token } = await send('POST', '/widget/sessions', {}, { scenario_id: scenario });
  const headers = { authorization: `Bearer ${token}` };
  const form = new FormData();
  form.set('file', new Blob([PNG]), 'photo.png');
  const answer = await fetch(`${url}/widget/files`, { method: 'POST', headers, body: form });
  const file = JSON.parse(await answer.text());
  await send('POST', '/widget/messages', headers, { id: randomUUID(), text: '', files: [file.id] });
  return file.url;
}

async function statusOf(scenarioId: string, token: string): Promise<number> {
  const response = await fetch(`${url}/chat`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ scenario_id: scenarioId, text: 'Hello' }),
  });
  return response.status;
}
