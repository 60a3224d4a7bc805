import type { FastifyInstance } from 'fastify';
import { changePassword } from '../../../identity/change-account.ts';
import {
  endAllSessions,
  endSession,
  listSessions,
  type OwnSession,
  type SignedIn,
} from '../../../identity/sessions.ts';
import { findImage } from '../../../store/people/profile.ts';
import type { HttpDeps } from '../../deps.ts';
import { deviceOf } from '../../pages/device.ts';
import { type Html, html } from '../../pages/html.ts';
import { field, instant } from '../../pages/layout.ts';
import { ownPageRoute, type PageAnswer, type PageCall } from '../../pages/page-route.ts';
import { newPasswordField, passwordProblem, tooManyAttempts, WRONG_PASSWORD } from '../../pages/words.ts';
import { profileSection } from './profile-section.ts';

const NOTICES: Readonly<Record<string, string>> = {
  name: 'Your name is changed.',
  picture: 'Your picture is set.',
  picture_removed: 'Your picture is removed.',
  password: 'Your password is changed. You are signed out everywhere else.',
  session: 'That session has ended.',
  two_factor_on: 'Two-step sign-in is on. Keep your backup codes where you find them without your phone.',
  two_factor_off: 'Two-step sign-in is off.',
};

/** `/account`: name and picture, password, second step, and where one is signed in. */
export function accountPages(app: FastifyInstance, deps: HttpDeps): void {
  const { identity } = deps;
  ownPageRoute(app, deps, { method: 'GET', url: '/account' }, async (call) =>
    accountPage(deps, call, { notice: NOTICES[call.query('done')] }),
  );

  ownPageRoute(app, deps, { method: 'POST', url: '/account/password' }, async (call) => {
    const { visit, form, person } = call;
    const [password, newPassword] = [form('password'), form('new_password')];
    const problem = passwordProblem(newPassword);
    if (problem) return accountPage(deps, call, { status: 400, problem });
    const outcome = await changePassword(identity, visit, { userId: person.userId, password, newPassword });
    if (outcome.type === 'done') return { redirect: '/account?done=password', cookies: outcome.cookies };
    return accountPage(deps, call, refusal(outcome));
  });

  ownPageRoute(app, deps, { method: 'POST', url: '/account/sessions/:id/end' }, async ({ visit, param }) => {
    await endSession(identity, visit, param('id'));
    return { redirect: '/account?done=session' };
  });

  ownPageRoute(app, deps, { method: 'POST', url: '/account/sessions/end-all' }, async ({ visit, person }) => ({
    redirect: '/sign-in?done=signed_out_everywhere',
    cookies: await endAllSessions(identity, visit, person.userId),
  }));
}

type Told = { readonly status?: number; readonly problem?: string; readonly notice?: string | undefined };

/** A refusal of a change that asks for the password, as the page tells it. */
export const refusal = (
  outcome: { readonly type: 'wrong_password' } | { readonly type: 'blocked'; readonly retryAfterSeconds: number },
): Told =>
  outcome.type === 'blocked'
    ? { status: 429, problem: tooManyAttempts(outcome.retryAfterSeconds) }
    : { status: 403, problem: WRONG_PASSWORD };

/** The page with what is to be told above it. */
export async function accountPage(
  { identity }: HttpDeps,
  { visit, person }: PageCall & { readonly person: SignedIn },
  told: Told,
): Promise<PageAnswer> {
  const [sessions, image] = await Promise.all([
    listSessions(identity, visit),
    findImage(identity.database.db, person.userId),
  ]);
  const body = html`<p><strong>${person.name}</strong><br><span class="soft">${person.email}</span></p>
${profileSection(person, image)}
${passwordSection()}
${twoFactorSection(person)}
<section><h2>Where you are signed in</h2><ul class="rows">${sessions.map(sessionRow)}</ul>
<form method="post" action="/account/sessions/end-all"><button class="quiet">Sign out everywhere</button></form></section>`;
  return { ...told, title: 'Your account', person, body };
}

const currentPassword = {
  name: 'password',
  label: 'Your password now',
  type: 'password',
  autocomplete: 'current-password',
} as const;

const passwordSection = (): Html => html`<section><h2>Password</h2><form method="post" action="/account/password">
${field(currentPassword)}
${field(newPasswordField('New password', 'new_password'))}
<button>Change the password</button></form></section>`;

const twoFactorSection = ({ hasTwoFactor }: SignedIn): Html =>
  hasTwoFactor
    ? html`<section><h2>Two-step sign-in</h2><p>On: signing in also asks for a code of your authenticator app.</p>
<form method="post" action="/account/two-factor/disable">${field(currentPassword)}<button class="quiet">Turn it off</button></form></section>`
    : html`<section><h2>Two-step sign-in</h2><p>Off. With it, your password alone does not open your account: signing in also asks for a
code of an authenticator app on your phone.</p>
<form method="post" action="/account/two-factor">${field(currentPassword)}<button>Set it up</button></form></section>`;

const sessionRow = ({ id, ip, userAgent, createdAt, isThisOne }: OwnSession): Html => html`<li><span class="grow">
<strong>${deviceOf(userAgent)}</strong><br><span class="soft">${ip ?? 'unknown address'} · since ${instant(createdAt)}</span></span>
${
  isThisOne
    ? html`<span class="tag">this one</span>`
    : html`<form method="post" action="/account/sessions/${id}/end"><button class="plain">End it</button></form>`
}</li>`;
