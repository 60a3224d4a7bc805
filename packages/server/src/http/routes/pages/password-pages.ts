import type { FastifyInstance } from 'fastify';
import { RESET_LINK_MINUTES } from '../../../identity/link-lifetimes.ts';
import { findResetLink, requestReset, resetByLink } from '../../../identity/reset-password.ts';
import type { HttpDeps } from '../../deps.ts';
import { html } from '../../pages/html.ts';
import { field } from '../../pages/layout.ts';
import { type PageAnswer, pageRoute } from '../../pages/page-route.ts';
import { newPasswordField, passwordProblem } from '../../pages/words.ts';

/** `/forgot-password`, and where its mail's link leads. */
export function passwordPages(app: FastifyInstance, deps: HttpDeps): void {
  const { identity } = deps;
  pageRoute(app, deps, { method: 'GET', url: '/forgot-password' }, async () => {
    void identity.auth.open();
    return forgotPage();
  });

  pageRoute(app, deps, { method: 'POST', url: '/forgot-password' }, async ({ visit, form }) => {
    await requestReset(identity, visit, form('email'));
    return sentPage();
  });

  pageRoute(app, deps, { method: 'GET', url: '/reset-password/:token' }, async ({ param }) =>
    (await findResetLink(identity, param('token'))) ? resetPage(param('token')) : usedUpPage(),
  );

  pageRoute(app, deps, { method: 'POST', url: '/reset-password/:token' }, async ({ visit, form, param }) => {
    const [token, password] = [param('token'), form('password')];
    const problem = passwordProblem(password);
    if (problem) return { ...resetPage(token), status: 400, problem };
    const isSet = await resetByLink(identity, visit, { token, password });
    return isSet ? { redirect: '/sign-in?done=reset' } : usedUpPage();
  });
}

function forgotPage(): PageAnswer {
  const address = { name: 'email', label: 'E-mail', type: 'email', autocomplete: 'username', maxLength: 254 } as const;
  return {
    title: 'Forgot your password?',
    body: html`<p>Tell us your address. If there is an account with it, we send a link to set a new password.</p>
<form method="post" action="/forgot-password">
${field({ ...address, isFocused: true })}
<button>Send the link</button></form>
<p class="after"><a href="/sign-in">Back to signing in</a></p>`,
  };
}

const sentPage = (): PageAnswer => ({
  title: 'Look into your mail',
  body: html`<p>If there is an account with this address, a link to set a new password is on its way. It works once and for
${RESET_LINK_MINUTES} minutes.</p>
<p class="soft">No mail? Look among the unwanted ones, and whether the address is the one that you sign in with.</p>
<p class="after"><a href="/sign-in">Back to signing in</a></p>`,
});

const resetPage = (token: string) => ({
  title: 'Set a new password',
  body: html`<p>You will be signed out wherever you are signed in.</p>
<form method="post" action="/reset-password/${encodeURIComponent(token)}">
${field({ ...newPasswordField('New password'), isFocused: true })}
<button>Set the password</button></form>`,
});

const usedUpPage = (): PageAnswer => ({
  status: 410,
  title: 'This link is used up',
  body: html`<p>A link to set a password works once and for ${RESET_LINK_MINUTES} minutes.</p>
<p class="after"><a href="/forgot-password">Ask for another</a></p>`,
});
