import { describe, expect, it } from 'vitest';
import { testApp } from '../../support/app.ts';
import { listAudit } from '../../support/audit.ts';
import { addPerson, browser, PASSWORD, signedIn } from '../../support/person.ts';

const app = testApp();
const NEW = 'another long password';

const mails = () => app.current.parley.deps.database.db.selectFrom('mail_outbox').selectAll().orderBy('id').execute();

/** Asks for a link, and gives its path. */
async function askFor(email: string): Promise<string> {
  await browser(app.current.parley).post('/forgot-password', { email });
  const mail = (await mails()).findLast(({ recipient }) => recipient === email);
  return /\/reset-password\/[\w-]+/.exec(mail?.text ?? '')?.[0] ?? '';
}

describe('a forgotten password', () => {
  it('is set anew by the link of a mail, once, which ends all sessions', async () => {
    const { parley } = app.current;
    const { browser: kim, person, workspaceId } = await signedIn(parley, 'agent', 'forgot-1@team.example');
    const link = await askFor(person.email);
    const fresh = browser(parley);
    expect((await fresh.get(link)).statusCode).toBe(200);
    expect((await fresh.post(link, { password: 'short' })).statusCode).toBe(400);
    expect((await fresh.post(link, { password: NEW })).headers.location).toBe('/sign-in?done=reset');
    expect((await kim.api('GET', `/${workspaceId}/me`)).statusCode).toBe(401);
    expect((await fresh.post('/sign-in', { email: person.email, password: PASSWORD })).statusCode).toBe(401);
    await fresh.signIn(person.email, NEW);
    expect((await fresh.get(link)).statusCode).toBe(410);
    expect((await browser(parley).post(link, { password: 'a third long password' })).statusCode).toBe(410);
    const actions = (await listAudit(parley)).map(({ action }) => action);
    expect(actions).toEqual(expect.arrayContaining(['password.reset_requested', 'password.reset']));
  });

  it('can be set once only by two who follow the link at once', async () => {
    await addPerson(app.current.parley, { email: 'forgot-2@team.example' });
    const link = await askFor('forgot-2@team.example');
    const answers = await Promise.all(
      ['password number one', 'password number two'].map((password) =>
        browser(app.current.parley).post(link, { password }),
      ),
    );
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([303, 410]);
  });

  it('tells nobody whether there is such an account, by answer or by time', async () => {
    await addPerson(app.current.parley, { email: 'forgot-3@team.example' });
    const ask = async (email: string) => {
      const began = performance.now();
      const { statusCode, body } = await browser(app.current.parley).post('/forgot-password', { email });
      return { statusCode, body, tookMs: performance.now() - began };
    };
    const known = await ask('forgot-3@team.example');
    const unknown = await ask('nobody@team.example');
    expect([unknown.statusCode, unknown.body]).toEqual([known.statusCode, known.body]);
    for (const { tookMs } of [known, unknown]) expect(tookMs).toBeGreaterThan(245);
    expect((await mails()).map(({ recipient }) => recipient)).toEqual(['forgot-3@team.example']);
  });

  it('keeps no token in the database, and links to our own address whatever the Host', async () => {
    const { parley } = app.current;
    await addPerson(parley, { email: 'forgot-4@team.example' });
    const headers = { 'sec-fetch-site': 'same-origin', host: 'evil.example' };
    await browser(parley).post('/forgot-password', { email: 'forgot-4@team.example' }, headers);
    const [mail] = await mails();
    const [url = '', token = ''] = /http\S+\/reset-password\/([\w-]+)/.exec(mail?.text ?? '') ?? [];
    expect(url).toBe(`${parley.deps.baseUrl()}/reset-password/${token}`);
    const { db } = parley.deps.database;
    const stored = await db.selectFrom('verifications').selectAll().execute();
    expect(stored).toHaveLength(1);
    expect(JSON.stringify(stored)).not.toContain(token);
    expect(JSON.stringify(await listAudit(parley))).not.toContain(token);
    await db.updateTable('verifications').set({ expires_at: new Date() }).execute();
    expect((await browser(parley).get(`/reset-password/${token}`)).statusCode).toBe(410);
  });

  it('brings at most three mails an hour', async () => {
    await addPerson(app.current.parley, { email: 'forgot-5@team.example' });
    for (let round = 0; round < 5; round += 1) await askFor('forgot-5@team.example');
    expect(await mails()).toHaveLength(3);
  });
});

describe('changing the password', () => {
  it('asks for the old one and ends the other sessions', async () => {
    const { parley } = app.current;
    const { browser: kim, person, workspaceId } = await signedIn(parley, 'agent', 'change@team.example');
    const other = await browser(parley).signIn(person.email);
    const wrong = await kim.post('/account/password', { password: 'not it at all', new_password: NEW });
    expect([wrong.statusCode, wrong.body.includes('This is not your password.')]).toEqual([403, true]);
    expect((await kim.post('/account/password', { password: PASSWORD, new_password: 'short' })).statusCode).toBe(400);
    const done = await kim.post('/account/password', { password: PASSWORD, new_password: NEW });
    expect(done.headers.location).toBe('/account?done=password');
    expect((await kim.api('GET', `/${workspaceId}/me`)).statusCode).toBe(200);
    expect((await other.api('GET', `/${workspaceId}/me`)).statusCode).toBe(401);
    await browser(parley).signIn(person.email, NEW);
    expect((await listAudit(parley)).map(({ action }) => action)).toContain('password.change');
  });

  it('is for somebody who is signed in', async () => {
    const answer = await browser(app.current.parley).post('/account/password', { password: 'x', new_password: NEW });
    expect(answer.headers.location).toBe('/sign-in');
    expect((await browser(app.current.parley).get('/account')).headers.location).toBe('/sign-in?next=%2Faccount');
  });
});
