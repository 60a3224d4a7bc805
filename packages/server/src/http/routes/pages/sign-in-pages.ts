import type { FastifyInstance } from 'fastify';
import { signOut, whoIs } from '../../../identity/sessions.ts';
import { type SignInOutcome, signIn, verifySecondFactor } from '../../../identity/sign-in.ts';
import type { HttpDeps } from '../../deps.ts';
import { html } from '../../pages/html.ts';
import { field, hidden } from '../../pages/layout.ts';
import { nextPath, ownPageRoute, type PageAnswer, pageRoute } from '../../pages/page-route.ts';
import { tooManyAttempts } from '../../pages/words.ts';

const NOTICES: Readonly<Record<string, string>> = {
  reset: 'Your new password is set. Sign in with it.',
  signed_out: 'You are signed out.',
  signed_out_everywhere: 'You are signed out everywhere.',
};

/** `/sign-in` with its second step, and `/sign-out`. */
export function signInPages(app: FastifyInstance, deps: HttpDeps): void {
  const { identity } = deps;
  pageRoute(app, deps, { method: 'GET', url: '/sign-in' }, async ({ visit, query }) => {
    if (await whoIs(identity, visit)) return { redirect: nextPath(query('next')) };
    // Loaded while the form is being filled.
    void identity.auth.open();
    return signInPage({ next: query('next'), notice: NOTICES[query('done')] });
  });

  pageRoute(app, deps, { method: 'POST', url: '/sign-in' }, async ({ visit, form }) => {
    const [email, password, next] = [form('email'), form('password'), form('next')];
    const outcome = await signIn(identity, visit, { email, password });
    const ahead = next ? `?next=${encodeURIComponent(next)}` : '';
    if (outcome.type === 'second_factor') {
      return { redirect: `/sign-in/second-factor${ahead}`, cookies: outcome.cookies };
    }
    return ended(outcome, next) ?? signInPage({ email, next, ...problemOf(outcome, WRONG) });
  });

  pageRoute(app, deps, { method: 'GET', url: '/sign-in/second-factor' }, async ({ query }) =>
    secondFactorPage({ next: query('next') }),
  );

  pageRoute(app, deps, { method: 'POST', url: '/sign-in/second-factor' }, async ({ visit, form }) => {
    const next = form('next');
    const outcome = await verifySecondFactor(identity, visit, form('code'));
    if (outcome.type === 'start_again') {
      return signInPage({ next, status: 401, problem: 'That took too long or too many attempts. Sign in again.' });
    }
    return ended(outcome, next) ?? secondFactorPage({ next, ...problemOf(outcome, WRONG_CODE) });
  });

  ownPageRoute(app, deps, { method: 'POST', url: '/sign-out' }, async ({ visit, person }) => ({
    redirect: '/sign-in?done=signed_out',
    cookies: await signOut(identity, visit, person.userId),
  }));
}

const WRONG = 'The address or the password is wrong.';
const WRONG_CODE = 'This code is wrong, or its time is over.';

const ended = (outcome: SignInOutcome, next: string): PageAnswer | null =>
  outcome.type === 'signed_in' ? { redirect: nextPath(next), cookies: outcome.cookies } : null;

type Problem = { readonly status?: number; readonly problem?: string; readonly retryAfterSeconds?: number };

function problemOf(outcome: SignInOutcome, wrong: string): Problem {
  if (outcome.type !== 'blocked') return { status: 401, problem: wrong };
  const { retryAfterSeconds } = outcome;
  return { status: 429, problem: tooManyAttempts(retryAfterSeconds), retryAfterSeconds };
}

type SignInFacts = Problem & { readonly email?: string; readonly next: string; readonly notice?: string | undefined };

function signInPage({ email, next, ...rest }: SignInFacts): PageAnswer {
  const address = { name: 'email', label: 'E-mail', type: 'email', autocomplete: 'username', maxLength: 254 } as const;
  const password = { name: 'password', label: 'Password', type: 'password', autocomplete: 'current-password' } as const;
  return {
    ...rest,
    title: 'Sign in',
    body: html`<form method="post" action="/sign-in">
${field({ ...address, value: email ?? '', isFocused: !email })}
${field({ ...password, maxLength: 128, isFocused: Boolean(email) })}
${hidden('next', next)}
<button>Sign in</button></form>
<p class="after"><a href="/forgot-password">Forgot your password?</a></p>`,
  };
}

function secondFactorPage({ next, ...rest }: Problem & { readonly next: string }): PageAnswer {
  const hint = 'Without your app, use one of the backup codes that you kept.';
  const code = { name: 'code', label: 'Code', autocomplete: 'one-time-code', maxLength: 20, isFocused: true, hint };
  return {
    ...rest,
    title: 'Enter your code',
    body: html`<p>Your authenticator app shows 6 digits for Parley.</p>
<form method="post" action="/sign-in/second-factor">
${field(code)}
${hidden('next', next)}
<button>Sign in</button></form>
<p class="after"><a href="/sign-in">Start again</a></p>`,
  };
}
