import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { readInboxAssets } from '../../../src/runtime/inbox-assets.ts';
import { testApp } from '../../support/app.ts';
import { addPerson, browser, PASSWORD } from '../../support/person.ts';

const folder = mkdtempSync(join(tmpdir(), 'parley-inbox-'));
const NAMES = ['assets/index-1.js', 'assets/late-2.js'];
mkdirSync(join(folder, 'assets'));
for (const name of NAMES) {
  for (const form of ['', '.br', '.gz']) writeFileSync(join(folder, `${name}${form}`), `${name}${form}`);
}
writeFileSync(join(folder, 'index.html'), '<html lang="en"></html>');
writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ files: NAMES.map((name) => ({ name })) }));
afterAll(() => rmSync(folder, { recursive: true }));

const logged: object[] = [];
const app = testApp({ inboxAssets: readInboxAssets(folder, { error: (facts) => logged.push(facts) }) });
const get = (url: string) => app.current.parley.app.inject({ method: 'GET', url });

describe('a file of the inbox', () => {
  beforeEach(() => logged.splice(0));

  it('is sent for ever, and one that the build does not have is not there', async () => {
    const { statusCode, body, headers } = await get('/inbox/assets/index-1.js');
    expect([statusCode, body, headers['cache-control']]).toEqual([
      200,
      NAMES[0],
      'public, max-age=31536000, immutable',
    ]);
    expect((await get('/inbox/assets/other-3.js')).statusCode).toBe(404);
    expect(logged).toEqual([]);
  });

  it('that is gone from the disk is like an unknown one, and the log says so once', async () => {
    rmSync(join(folder, 'assets/late-2.js.br'));
    const unknown = await get('/inbox/assets/other-3.js');
    for (let times = 0; times < 2; times += 1) {
      const { statusCode, body } = await get('/inbox/assets/late-2.js');
      expect([statusCode, messageOf(body)]).toEqual([404, messageOf(unknown.body)]);
    }
    expect(logged).toMatchObject([{ file: 'assets/late-2.js' }]);
    writeFileSync(join(folder, 'assets/late-2.js.br'), 'again');
    expect((await get('/inbox/assets/late-2.js')).statusCode).toBe(200);
  });
});

/** Without the id of the request. */
const messageOf = (body: string): string => body.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '');

describe('a screen of the inbox', () => {
  it('is come back to after signing in, with all that its address says', async () => {
    const { parley } = app.current;
    await addPerson(parley, { email: 'kim@team.example' });
    const wanted = '/inbox/0197a1b2-0000-7000-8000-000000000001/c/1?view=mine&metadata=plan%3Apro&q=lamp%20%26%20oil';
    const { statusCode, headers } = await get(wanted);
    expect([statusCode, headers.location]).toEqual([303, `/sign-in?next=${encodeURIComponent(wanted)}`]);
    const form = new URL(String(headers.location), 'http://localhost').searchParams.get('next') ?? '';
    const answer = await browser(parley).post('/sign-in', {
      email: 'kim@team.example',
      password: PASSWORD,
      next: form,
    });
    expect(answer.headers.location).toBe(wanted);
  });

  it('whose address is none of ours to come back to is the first one', async () => {
    expect((await get(`/inbox?q=${'x'.repeat(3_000)}`)).headers.location).toBe('/sign-in?next=%2Finbox');
    expect((await get('/inbox/x//evil.example')).headers.location).toBe('/sign-in?next=%2Finbox');
  });
});
