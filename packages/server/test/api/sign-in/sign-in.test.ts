import { describe, expect, it } from 'vitest';
import { testApp } from '../../support/app.ts';
import { listAudit } from '../../support/audit.ts';
import { addPerson, browser, PASSWORD, signedIn } from '../../support/person.ts';

const app = testApp();

describe('signing in', () => {
  it('opens a session by address and password, whatever the case of the address', async () => {
    const { parley } = app.current;
    await addPerson(parley, { email: 'kim@team.example' });
    const kim = browser(parley);
    const answer = await kim.post('/sign-in', { email: ' Kim@Team.Example ', password: PASSWORD });
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/inbox']);
    expect((await kim.get('/workspaces')).body).toContain('Test');
    expect(await listAudit(parley)).toMatchObject([{ action: 'session.sign_in', ip: '203.0.113.7' }]);
  });

  it('sets a cookie that scripts cannot read and other sites do not send', async () => {
    const { parley } = app.current;
    await addPerson(parley, { email: 'kim@team.example' });
    const answer = await browser(parley).post('/sign-in', { email: 'kim@team.example', password: PASSWORD });
    const [cookie] = answer.cookies;
    expect(cookie).toMatchObject({ name: 'parley.session_token', httpOnly: true, sameSite: 'Lax', path: '/' });
  });

  it('goes on to a page of ours that was asked for, and nowhere else', async () => {
    const { parley } = app.current;
    await addPerson(parley, { email: 'kim@team.example' });
    const asked = async (next: string) => {
      const form = { email: 'kim@team.example', password: PASSWORD, next };
      return (await browser(parley).post('/sign-in', form)).headers.location;
    };
    expect(await asked('/account')).toBe('/account');
    for (const evil of [
      '//evil.example',
      'https://evil.example',
      '/\\evil.example',
      '/sign-in?x',
      'javascript:alert(1)',
    ]) {
      expect(await asked(evil)).toBe('/inbox');
    }
  });

  it('tells an unknown address and a wrong password alike', async () => {
    const { parley } = app.current;
    await addPerson(parley, { email: 'kim@team.example' });
    const answers = [];
    for (const form of [
      { email: 'kim@team.example', password: 'wrong' },
      { email: 'nobody@team.example', password: 'wrong' },
      { email: 'no address', password: 'wrong' },
      { email: '', password: '' },
    ]) {
      const answer = await browser(parley).post('/sign-in', form);
      answers.push([
        answer.statusCode,
        answer.body.replaceAll(form.email || 'no-such-text', ''),
        answer.cookies.length,
      ]);
    }
    expect(answers[0]?.[0]).toBe(401);
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });

  it('takes as long for an unknown address as for a wrong password', async () => {
    const { parley } = app.current;
    await addPerson(parley, { email: 'kim@team.example' });
    const timed = async (email: string) => {
      const began = performance.now();
      await browser(parley).post('/sign-in', { email, password: 'wrong' });
      return performance.now() - began;
    };
    const [known, unknown]: [number[], number[]] = [[], []];
    // By turns, so that what else the machine does slows both down.
    for (let round = 0; round < 6; round += 1) {
      known.push(await timed('kim@team.example'));
      unknown.push(await timed('nobody@timing.example'));
    }
    const ratio = Math.min(...unknown) / Math.min(...known);
    // Without deriving a key for nobody it would be a tenth.
    expect(ratio).toBeGreaterThan(0.5);
    expect(ratio).toBeLessThan(2);
  });

  it('is refused to forms of other sites', async () => {
    const { parley } = app.current;
    await addPerson(parley, { email: 'kim@team.example' });
    const form = { email: 'kim@team.example', password: PASSWORD };
    for (const headers of [
      {},
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'none' },
      { origin: 'https://evil.example' },
      { origin: 'null' },
    ]) {
      const answer = await browser(parley).post('/sign-in', form, headers as Record<string, string>);
      expect([answer.statusCode, answer.cookies.length], JSON.stringify(headers)).toEqual([403, 0]);
    }
    const answer = await browser(parley).post('/sign-in', form, { origin: parley.deps.baseUrl() });
    expect(answer.statusCode).toBe(303);
  });

  it('sends pages that load nothing from elsewhere and run nothing', async () => {
    const answer = await browser(app.current.parley).get('/sign-in');
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
    expect(answer.headers['content-security-policy']).not.toContain('script-src');
    expect(answer.headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.body).not.toContain('<script');
  });
});

describe('guessing', () => {
  it('is stopped for an account after ten wrong passwords, known or not, and written down once', async () => {
    const { parley } = app.current;
    for (const email of ['guessed@team.example', 'unknown@team.example']) {
      if (email.startsWith('guessed')) await addPerson(parley, { email });
      const statuses: number[] = [];
      for (let attempt = 0; attempt < 11; attempt += 1) {
        const from = browser(parley, `198.51.100.${attempt}`);
        statuses.push((await from.post('/sign-in', { email, password: `guess ${attempt}` })).statusCode);
      }
      expect(statuses).toEqual([...Array(10).fill(401), 429]);
      const right = await browser(parley, '198.51.100.99').post('/sign-in', { email, password: PASSWORD });
      expect([right.statusCode, Number(right.headers['retry-after']) > 0]).toEqual([429, true]);
    }
    expect((await listAudit(parley)).map(({ action }) => action)).toEqual(['session.sign_in_blocked']);
  });
});

describe('a session', () => {
  it('ends with signing out, there and nowhere else', async () => {
    const { parley } = app.current;
    const { browser: here, workspaceId, person } = await signedIn(parley, 'agent');
    const elsewhere = await browser(parley).signIn(person.email);
    const copy = browser(parley);
    for (const [name, value] of here.cookies) copy.cookies.set(name, value);
    expect((await copy.api('GET', `/${workspaceId}/me`)).statusCode).toBe(200);
    expect((await here.post('/sign-out')).headers.location).toBe('/sign-in?done=signed_out');
    // A cookie that was kept is worth nothing: sessions are read from the database.
    expect((await copy.api('GET', `/${workspaceId}/me`)).statusCode).toBe(401);
    expect((await elsewhere.api('GET', `/${workspaceId}/me`)).statusCode).toBe(200);
    expect((await listAudit(parley)).map(({ action }) => action)).toContain('session.sign_out');
  });

  it('is listed with its device, and ended from another one', async () => {
    const { parley } = app.current;
    const { browser: here, workspaceId, person } = await signedIn(parley, 'agent');
    const lost = await browser(parley, '198.51.100.5').signIn(person.email);
    const { body } = await here.get('/account');
    expect(body).toContain('198.51.100.5');
    expect(body).toContain('Firefox on Linux');
    const [, path = ''] = /action="(\/account\/sessions\/[\w-]+\/end)"/.exec(body) ?? [];
    await here.post(path);
    expect((await lost.api('GET', `/${workspaceId}/me`)).statusCode).toBe(401);
    expect((await here.api('GET', `/${workspaceId}/me`)).statusCode).toBe(200);
  });

  it('of somebody else is not ended', async () => {
    const { parley } = app.current;
    const { browser: victim, workspaceId } = await signedIn(parley, 'agent');
    const { browser: attacker } = await signedIn(parley, 'member');
    const { id } = await parley.deps.database.db
      .selectFrom('sessions')
      .innerJoin('users', 'users.id', 'user_id')
      .select('sessions.id')
      .where('email', '=', 'agent@team.example')
      .executeTakeFirstOrThrow();
    await attacker.post(`/account/sessions/${id}/end`);
    expect((await victim.api('GET', `/${workspaceId}/me`)).statusCode).toBe(200);
  });

  it('ends everywhere at once when its person says so', async () => {
    const { parley } = app.current;
    const { browser: here, workspaceId, person } = await signedIn(parley, 'agent');
    const elsewhere = await browser(parley).signIn(person.email);
    await here.post('/account/sessions/end-all');
    for (const each of [here, elsewhere]) expect((await each.api('GET', `/${workspaceId}/me`)).statusCode).toBe(401);
  });

  it('cannot be forged by changing its cookie', async () => {
    const { parley } = app.current;
    const { browser: here, workspaceId } = await signedIn(parley, 'agent');
    const { token } = await parley.deps.database.db.selectFrom('sessions').select('token').executeTakeFirstOrThrow();
    const forger = browser(parley);
    for (const value of [token, `${token}.`, `${token}.AAAA`, 'x', encodeURIComponent(`${token}.${btoa(token)}`)]) {
      forger.cookies.set('parley.session_token', value);
      expect((await forger.api('GET', `/${workspaceId}/me`)).statusCode, value).toBe(401);
    }
    expect((await here.api('GET', `/${workspaceId}/me`)).statusCode).toBe(200);
  });
});

describe('the inbox API', () => {
  it('knows the person and refuses whoever is nobody, a stranger to the workspace, or another site', async () => {
    const { parley } = app.current;
    const { browser: kim, workspaceId } = await signedIn(parley, 'manager');
    expect((await kim.api('GET', `/${workspaceId}/me`)).json()).toMatchObject({
      auth: { type: 'session' },
      user: { first_name: 'manager', last_name: 'Smith', role: 'manager' },
    });
    await app.current.addForeign();
    const { id: foreign } = await parley.deps.database.db
      .selectFrom('workspaces')
      .select('id')
      .where('name', '=', 'Another')
      .executeTakeFirstOrThrow();
    const unknown = parley.deps.ids.uuid();
    const answers = [];
    for (const id of [foreign, unknown, 'not-an-id']) {
      const { body, statusCode } = await kim.api('GET', `/${id}/me`);
      answers.push([statusCode, body.replace(/req_\w+/, '')]);
    }
    expect(answers[0]?.[0]).toBe(404);
    expect(new Set(answers.map((each) => JSON.stringify(each))).size).toBe(1);
    const nobody = await browser(parley).api('GET', `/${workspaceId}/me`);
    expect([nobody.statusCode, nobody.json().error]).toEqual([401, 'not_signed_in']);
    const patch = { title: 'x' };
    const path = `/${workspaceId}/team/members/${unknown}`;
    expect((await kim.api('PATCH', path, patch, { 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403);
    expect((await kim.api('DELETE', path, undefined, {})).statusCode).toBe(403);
  });

  it("does not take a person's session for a key, nor a key for a person", async () => {
    const { parley, first } = app.current;
    const { browser: kim, workspaceId } = await signedIn(parley, 'owner');
    const [name, value] = [...kim.cookies][0] ?? [];
    const asKey = await parley.app.inject({ url: '/v1/me', headers: { cookie: `${name}=${value}` } });
    expect(asKey.statusCode).toBe(401);
    const headers = { authorization: `Bearer ${first.workspace_key}` };
    expect((await parley.app.inject({ url: `/inbox/api/${workspaceId}/me`, headers })).statusCode).toBe(401);
  });
});
