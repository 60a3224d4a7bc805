import type { FastifyInstance } from 'fastify';
import {
  beginTwoFactor,
  confirmTwoFactor,
  disableTwoFactor,
  type TwoFactorSetUp,
} from '../../../identity/change-account.ts';
import type { SignedIn } from '../../../identity/sessions.ts';
import type { HttpDeps } from '../../deps.ts';
import { html, trusted } from '../../pages/html.ts';
import { field, hidden } from '../../pages/layout.ts';
import { ownPageRoute, type PageAnswer } from '../../pages/page-route.ts';
import { accountPage, refusal } from './account-pages.ts';

const URI = /^otpauth:\/\/totp\/[^\s"<>]{1,400}$/;

/** Setting the second step up and taking it off. */
export function twoFactorPages(app: FastifyInstance, deps: HttpDeps): void {
  const { identity } = deps;
  ownPageRoute(app, deps, { method: 'POST', url: '/account/two-factor' }, async (call) => {
    const { visit, form, person } = call;
    if (person.hasTwoFactor) return { redirect: '/account' };
    const outcome = await beginTwoFactor(identity, visit, { userId: person.userId, password: form('password') });
    return outcome.type === 'done' ? setUpPage(person, outcome) : accountPage(deps, call, refusal(outcome));
  });

  ownPageRoute(app, deps, { method: 'POST', url: '/account/two-factor/confirm' }, async ({ visit, form, person }) => {
    const cookies = await confirmTwoFactor(identity, visit, { userId: person.userId, code: form('code') });
    if (cookies) return { redirect: '/account?done=two_factor_on', cookies };
    // What the form brought back is shown to nobody but who sent it.
    const uri = form('uri');
    if (!URI.test(uri)) return { redirect: '/account' };
    const page = await setUpPage(person, { uri, backupCodes: form('backup_codes').split(' ').slice(0, 20) });
    return { ...page, status: 400, problem: 'This code is wrong, or its time is over. Try the one that shows now.' };
  });

  ownPageRoute(app, deps, { method: 'POST', url: '/account/two-factor/disable' }, async (call) => {
    const { visit, form, person } = call;
    if (!person.hasTwoFactor) return { redirect: '/account' };
    const outcome = await disableTwoFactor(identity, visit, { userId: person.userId, password: form('password') });
    if (outcome.type === 'done') return { redirect: '/account?done=two_factor_off', cookies: outcome.cookies };
    return accountPage(deps, call, refusal(outcome));
  });
}

async function setUpPage(person: SignedIn, { uri, backupCodes }: TwoFactorSetUp): Promise<PageAnswer> {
  const qrCode = await import('qrcode');
  const image = await qrCode.toString(uri, { type: 'svg', margin: 1, errorCorrectionLevel: 'M' });
  const secret = new URL(uri).searchParams.get('secret') ?? '';
  const code = { name: 'code', label: 'Code', autocomplete: 'one-time-code', isNumeric: true, maxLength: 10 };
  return {
    title: 'Set up two-step sign-in',
    person,
    body: html`<div class="set-up"><div><h2>1. Scan</h2><p>Open your authenticator app and scan this.</p>
<div class="qr" role="img" aria-label="QR code for your authenticator app">${trusted(image)}</div>
<small>Or type this into the app: <code>${secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</code></small></div>
<div><h2>2. Keep these codes</h2><p>Each opens your account once when your phone is not there.</p>
<ul class="codes">${backupCodes.map((each) => html`<li><code>${each}</code></li>`)}</ul></div></div>
<section><h2>3. Enter a code</h2><p>Two-step sign-in is on once you have entered what the app shows.</p>
<form method="post" action="/account/two-factor/confirm">
${field({ ...code, hint: 'The 6 digits that the app shows for Parley.' })}
${hidden('uri', uri)}${hidden('backup_codes', backupCodes.join(' '))}
<button>Turn it on</button></form></section>`,
  };
}
