import { TOTP, URI } from 'otpauth';
import { describe, expect, it } from 'vitest';
import { testApp } from '../../support/app.ts';
import { listAudit } from '../../support/audit.ts';
import { browser, PASSWORD, signedIn, type TestBrowser } from '../../support/person.ts';

const app = testApp();

type SetUp = { readonly code: () => string; readonly backupCodes: readonly string[] };

const hiddenField = (body: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1]?.replaceAll('&amp;', '&') ?? '';

/** Turns the second step on, as the pages do. */
async function turnOn(kim: TestBrowser): Promise<SetUp> {
  const { body } = await kim.post('/account/two-factor', { password: PASSWORD });
  const otp = URI.parse(hiddenField(body, 'uri'));
  if (!(otp instanceof TOTP)) throw new Error('not a time-based code');
  const done = await kim.post('/account/two-factor/confirm', { code: otp.generate() });
  expect(done.headers.location).toBe('/account?done=two_factor_on');
  return { code: () => otp.generate(), backupCodes: hiddenField(body, 'backup_codes').split(' ') };
}

async function passwordStep(email: string): Promise<TestBrowser> {
  const kim = browser(app.current.parley);
  const answer = await kim.post('/sign-in', { email, password: PASSWORD });
  expect(answer.headers.location).toBe('/sign-in/second-factor');
  return kim;
}

describe('the second step', () => {
  it('keeps whoever has the password only out of everything', async () => {
    const { browser: kim, person, workspaceId } = await signedIn(app.current.parley, 'agent');
    const { code } = await turnOn(kim);
    expect((await kim.api('GET', `/${workspaceId}/me`)).statusCode).toBe(200);
    const half = await passwordStep(person.email);
    expect((await half.api('GET', `/${workspaceId}/me`)).statusCode).toBe(401);
    expect((await half.get('/account')).statusCode).toBe(303);
    expect((await half.post('/sign-in/second-factor', { code: '000000' })).statusCode).toBe(401);
    expect(
      (await half.post('/sign-in/second-factor', { code: ` ${code().slice(0, 3)} ${code().slice(3)} ` })).statusCode,
    ).toBe(303);
    expect((await half.api('GET', `/${workspaceId}/me`)).statusCode).toBe(200);
    const audit = await listAudit(app.current.parley);
    expect(audit.map(({ action }) => action)).toContain('two_factor.enable');
    expect(audit.at(-1)).toMatchObject({ action: 'session.sign_in', details: { second_factor: 'app' } });
  });

  it('takes each backup code once', async () => {
    const { browser: kim, person } = await signedIn(app.current.parley, 'agent');
    const { backupCodes } = await turnOn(kim);
    expect(backupCodes).toHaveLength(10);
    const code = backupCodes[0] ?? '';
    const first = await passwordStep(person.email);
    expect((await first.post('/sign-in/second-factor', { code })).statusCode).toBe(303);
    const second = await passwordStep(person.email);
    expect((await second.post('/sign-in/second-factor', { code })).statusCode).toBe(401);
  });

  it('is asked for again with the password after five wrong codes, and blocked after ten', async () => {
    const { browser: kim, person } = await signedIn(app.current.parley, 'agent', 'guessed-code@team.example');
    const { code } = await turnOn(kim);
    const guess = async (from: TestBrowser) => {
      const { statusCode, body } = await from.post('/sign-in/second-factor', { code: '000000' });
      return `${statusCode}${body.includes('name="password"') ? ' password' : ''}`;
    };
    const guesses: string[] = [];
    for (let round = 0; round < 2; round += 1) {
      const half = await passwordStep(person.email);
      for (let wrong = 0; wrong < 6; wrong += 1) guesses.push(await guess(half));
    }
    expect(guesses.slice(0, 6)).toEqual([...Array(5).fill('401'), '401 password']);
    const half = await passwordStep(person.email);
    expect((await half.post('/sign-in/second-factor', { code: code() })).statusCode).toBe(429);
    expect((await listAudit(app.current.parley)).map(({ action }) => action)).toContain('session.sign_in_blocked');
  });

  it('begins with the password when there was none', async () => {
    const { body, statusCode } = await browser(app.current.parley).post('/sign-in/second-factor', { code: '123456' });
    expect([statusCode, body.includes('name="password"')]).toEqual([401, true]);
    const forger = browser(app.current.parley);
    forger.cookies.set('parley.two_factor', 'forged.value');
    expect((await forger.post('/sign-in/second-factor', { code: '123456' })).statusCode).toBe(401);
  });

  it('is not on before a right code was shown, and goes off with the password', async () => {
    const { browser: kim, person } = await signedIn(app.current.parley, 'agent');
    expect((await kim.post('/account/two-factor', { password: 'wrong password' })).statusCode).toBe(403);
    const setUp = await kim.post('/account/two-factor', { password: PASSWORD });
    const uri = hiddenField(setUp.body, 'uri');
    const wrong = await kim.post('/account/two-factor/confirm', { code: '000000', uri, backup_codes: 'a b' });
    expect([wrong.statusCode, wrong.body.includes('<svg')]).toEqual([400, true]);
    await browser(app.current.parley).signIn(person.email);
    await turnOn(kim);
    expect((await kim.post('/account/two-factor/disable', { password: 'wrong password' })).statusCode).toBe(403);
    const off = await kim.post('/account/two-factor/disable', { password: PASSWORD });
    expect(off.headers.location).toBe('/account?done=two_factor_off');
    expect(
      (await browser(app.current.parley).post('/sign-in', { email: person.email, password: PASSWORD })).headers
        .location,
    ).toBe('/inbox');
    expect((await listAudit(app.current.parley)).map(({ action }) => action)).toContain('two_factor.disable');
  });

  it('keeps secret and codes sealed in the database', async () => {
    const { browser: kim } = await signedIn(app.current.parley, 'agent');
    const { body } = await kim.post('/account/two-factor', { password: PASSWORD });
    const secret = new URL(hiddenField(body, 'uri')).searchParams.get('secret') ?? 'none';
    const rows = JSON.stringify(await app.current.parley.deps.database.executeSql('select * from two_factors'));
    expect(rows).toContain('backup_codes');
    expect(rows).not.toContain(secret);
    expect(rows).not.toContain(hiddenField(body, 'backup_codes').split(' ')[0] ?? 'none');
  });
});
