import { TOTP, URI } from 'otpauth';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { takeOver } from '../../src/commands/take-over.ts';
import { testApp } from '../support/app.ts';
import { addPerson, PASSWORD, signedIn } from '../support/person.ts';
import { type Smtp, startSmtp } from '../support/smtp.ts';
import { visitorAt } from '../support/visitor.ts';

const executablePath = process.env.PARLEY_TEST_CHROMIUM;
if (!executablePath) console.log('skipped: the browser stories (no Chromium; npm test brings one where it can)');

const smtp: Smtp = await startSmtp();
const app = testApp({
  config: {
    rateLimits: false,
    trustProxy: 0,
    metricsToken: undefined,
    publicUrl: undefined,
    role: 'all',
    smtpUrl: smtp.url,
  },
});

const QUIET = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];
const FLAGS = [...QUIET, '--disable-component-update', '--disable-sync'];

let browser: Browser | undefined;
beforeAll(async () => {
  if (!executablePath) return;
  browser = await chromium.launch({ executablePath, args: FLAGS });
});
beforeEach(async () => {
  const { app: server, background } = app.current.parley;
  if (!executablePath || server.server.listening) return;
  await server.listen({ port: 0, host: '127.0.0.1' });
  await background.startJobs();
});
afterAll(async () => {
  await browser?.close();
  await smtp.close();
});

/** A browser without JavaScript, and what it complained about or fetched from elsewhere. */
async function openPage(): Promise<{ page: Page; faults: string[] }> {
  const page = await browser?.newPage({ javaScriptEnabled: false, viewport: { width: 1000, height: 900 } });
  if (!page) throw new Error('there is no browser');
  const faults: string[] = [];
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(app.current.parley.deps.baseUrl()) && !url.startsWith('data:')) faults.push(url);
  });
  return { page, faults };
}

async function shot(page: Page, name: string): Promise<void> {
  const folder = process.env.PARLEY_TEST_SCREENSHOTS;
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}

/** The link of the latest mail to an address, as the SMTP server got it. */
async function linkTo(address: string, subject: RegExp): Promise<string> {
  const mail = await vi.waitFor(
    () => {
      const found = smtp.mails.findLast(
        ({ envelope, subject: is }) => envelope.to.includes(address) && subject.test(is ?? ''),
      );
      if (!found) throw new Error(`no mail to ${address} yet`);
      return found;
    },
    { timeout: 15_000, interval: 50 },
  );
  const [link = ''] = /http\S+/.exec(mail.text ?? '') ?? [];
  // The same link in both forms of the mail.
  expect(mail.html).toContain(`href="${link}"`);
  return link;
}

/** A picture of one dot. */
const DOT = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==',
  'base64',
);
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const codeField = (page: Page) => page.locator('input[name=code]');
const heading = (page: Page) => page.locator('h1').textContent();

/** The code that an authenticator app shows, from what the page gives such an app. */
const codeOf = (uri: string): string => {
  const otp = URI.parse(uri);
  if (!(otp instanceof TOTP)) throw new Error('not a time-based code');
  return otp.generate();
};

describe.skipIf(!executablePath)('without JavaScript, from the mail on', { timeout: 90_000 }, () => {
  it('somebody is invited, joins, turns the second step on and signs in with it', async () => {
    const { browser: owner, workspaceId } = await signedIn(app.current.parley, 'owner');
    const made = await owner.api('POST', `/${workspaceId}/team/invitations`, {
      email: 'New@person.example',
      role: 'manager',
    });
    expect(made.statusCode, made.body).toBe(201);
    const { page, faults } = await openPage();

    const invitation = await linkTo('new@person.example', /Join Test/);
    await page.goto(invitation);
    expect(await heading(page)).toBe('Join Test');
    await shot(page, 'invitation');
    await page.getByLabel('Your name').fill('Noor Ahmadi');
    await page.getByLabel('Password').fill(PASSWORD);
    await press(page, 'Join');
    expect(await heading(page)).toBe('Test');
    expect(await page.locator('main').textContent()).toContain('Your role: manager');
    await shot(page, 'workspace');
    await page.goto(invitation);
    expect(await heading(page)).toBe('This invitation is over');

    await page.goto(`${app.current.parley.deps.baseUrl()}/account`);
    await shot(page, 'account');
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await page.locator('html').evaluate(({ scrollWidth }) => scrollWidth)).toBe(360);
    await shot(page, 'account-on-a-phone');
    await page.setViewportSize({ width: 1000, height: 900 });
    const setUp = page.locator('form[action="/account/two-factor"]');
    await setUp.getByLabel('Your password now').fill(PASSWORD);
    await press(page, 'Set it up');
    expect(await page.locator('.qr svg').count()).toBe(1);
    await shot(page, 'two-factor');
    await codeField(page).fill('000000');
    await press(page, 'Turn it on');
    expect(await page.getByRole('alert').textContent()).toContain('This code is wrong');
    const uri = await page.locator('input[name=uri]').inputValue();
    const backupCodes = (await page.locator('input[name=backup_codes]').inputValue()).split(' ');
    await codeField(page).fill(codeOf(uri));
    await press(page, 'Turn it on');
    expect(await page.getByRole('status').textContent()).toContain('Two-step sign-in is on.');

    await press(page, 'Sign out');
    for (const code of [codeOf(uri), backupCodes[3] ?? '']) {
      await page.goto(`${app.current.parley.deps.baseUrl()}/sign-in`);
      await shot(page, 'sign-in');
      await page.getByLabel('E-mail').fill('new@person.example');
      await page.getByLabel('Password').fill(PASSWORD);
      await press(page, 'Sign in');
      expect(await heading(page)).toBe('Enter your code');
      await shot(page, 'second-step');
      await codeField(page).fill(code);
      await press(page, 'Sign in');
      expect(await heading(page)).toBe('The inbox needs JavaScript');
      await shot(page, 'inbox-without-scripts');
      await page.getByRole('link', { name: 'your workspaces' }).click();
      expect(await heading(page)).toBe('Choose a workspace');
      await shot(page, 'workspaces');
      await press(page, 'Sign out');
      expect(await page.getByRole('status').textContent()).toBe('You are signed out.');
    }
    expect(faults.filter((fault) => !/40[01]|410/.test(fault))).toEqual([]);
    await page.close();
  });

  it('somebody gives themselves a picture and a name, and visitors see both', async () => {
    const { parley } = app.current;
    const { person, workspaceId } = await signedIn(parley, 'agent', 'noor@picture.example');
    const base = parley.deps.baseUrl();
    const { page, faults } = await openPage();
    await page.goto(`${base}/account`);
    await page.getByLabel('E-mail').fill(person.email);
    await page.getByLabel('Password').fill(PASSWORD);
    await press(page, 'Sign in');
    expect(await heading(page)).toBe('Your account');
    const choose = (name: string, buffer: Buffer) =>
      page.getByLabel('Picture').setInputFiles({ name, mimeType: 'image/png', buffer });
    await choose('large.png', Buffer.concat([DOT, Buffer.alloc(6 * 1024 * 1024)]));
    await press(page, 'Set the picture');
    expect(await page.getByRole('alert').textContent()).toContain('at most 5 MB');
    await choose('noor.png', DOT);
    await press(page, 'Set the picture');
    expect(await page.getByRole('status').textContent()).toBe('Your picture is set.');
    // Drawn, and not only there: one that does not load has no width of its own.
    expect(await page.locator('img.face').evaluate(({ naturalWidth }) => naturalWidth)).toBe(1);
    await page.getByLabel('Name').fill('Noor Ahmadi');
    await press(page, 'Change the name');
    expect(await page.locator('.who').textContent()).toBe('Noor Ahmadi');
    await shot(page, 'account-with-a-picture');

    const visitor = await visitorAt(parley);
    const { conversation_id: conversationId } = await visitor.says('Hello');
    const origin = { workspaceId, actor: { type: 'operator', id: person.id }, ip: null, userAgent: null } as const;
    await takeOver(parley.deps, { workspaceId, conversationId, origin });
    const operator = (await visitor.events(conversationId)).flatMap((event) =>
      event.type === 'status' ? [event.operator] : [],
    );
    const src = await page.locator('img.face').getAttribute('src');
    expect(operator.at(-1)).toEqual({ name: 'Noor Ahmadi', avatar_url: expect.stringMatching(`^http.*${src}$`) });

    await press(page, 'Remove the picture');
    expect(await page.getByRole('status').textContent()).toBe('Your picture is removed.');
    expect(await page.locator('img.face').count()).toBe(0);
    expect(faults.filter((fault) => !/413/.test(fault))).toEqual([]);
    await page.close();
  });

  it('somebody who forgot the password sets another, and an open session of the old one is over', async () => {
    await addPerson(app.current.parley, { email: 'kim@forgot.example' });
    const { page: old } = await openPage();
    const base = app.current.parley.deps.baseUrl();
    const signIn = async (page: Page, password: string) => {
      await page.goto(`${base}/sign-in`);
      await page.getByLabel('E-mail').fill('kim@forgot.example');
      await page.getByLabel('Password').fill(password);
      await press(page, 'Sign in');
    };
    await signIn(old, PASSWORD);
    expect(await heading(old)).toBe('The inbox needs JavaScript');

    // Another browser: pages of one share their cookies.
    const context = await browser?.newContext({ javaScriptEnabled: false });
    const page = await context?.newPage();
    if (!page) throw new Error('there is no browser');
    await page.goto(`${base}/sign-in`);
    await page.getByRole('link', { name: 'Forgot your password?' }).click();
    await page.getByLabel('E-mail').fill('Kim@forgot.example');
    await shot(page, 'forgot');
    await press(page, 'Send the link');
    expect(await heading(page)).toBe('Look into your mail');
    await page.goto(await linkTo('kim@forgot.example', /new password/));
    await shot(page, 'reset');
    await page.getByLabel('New password').fill('another long password');
    await press(page, 'Set the password');
    expect(await page.getByRole('status').textContent()).toContain('Your new password is set.');
    await signIn(page, PASSWORD);
    expect(await page.getByRole('alert').textContent()).toBe('The address or the password is wrong.');
    await shot(page, 'wrong-password');
    await signIn(page, 'another long password');
    expect(await heading(page)).toBe('The inbox needs JavaScript');
    await old.goto(`${base}/account`);
    expect(await heading(old)).toBe('Sign in');
    await old.close();
    await context?.close();
  });
});
