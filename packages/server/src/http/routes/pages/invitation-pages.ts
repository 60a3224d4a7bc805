import { AppError } from '@parley/protocol';
import type { FastifyInstance } from 'fastify';
import { joinAs, joinAsNew } from '../../../identity/join-team.ts';
import { hashKey } from '../../../identity/new-credentials.ts';
import { type SignedIn, whoIs } from '../../../identity/sessions.ts';
import { findInvitationByToken, type InvitationRow } from '../../../store/people/invitations.ts';
import { findCredential } from '../../../store/workspaces/users.ts';
import type { HttpDeps } from '../../deps.ts';
import { type Html, html } from '../../pages/html.ts';
import { field } from '../../pages/layout.ts';
import { type PageAnswer, type PageCall, pageRoute } from '../../pages/page-route.ts';
import { newPasswordField, passwordProblem } from '../../pages/words.ts';

const URL = '/invitations/:token';
const NAME_MAX = 100;

/** Where an invitation's link leads: a new person sets name and password, one who is known signs in and accepts. */
export function invitationPages(app: FastifyInstance, deps: HttpDeps): void {
  const { identity } = deps;
  const find = async ({ param }: PageCall): Promise<InvitationRow | null> => {
    const found = await findInvitationByToken(deps.database.db, hashKey(param('token')));
    const isOpen = found && !found.acceptedAt && !found.revokedAt && found.expiresAt > deps.clock.now();
    return isOpen ? found : null;
  };

  pageRoute(app, deps, { method: 'GET', url: URL }, async (call) => {
    const invitation = await find(call);
    if (!invitation) return usedUpPage();
    const person = await whoIs(identity, call.visit);
    const token = call.param('token');
    if (person?.email === invitation.email) return acceptPage(invitation, person, token);
    if (person) return otherPersonPage(invitation, person);
    const isKnown = await findCredential(deps.database.db, invitation.email);
    return isKnown ? signInFirstPage(invitation, token) : newPersonPage(invitation, token);
  });

  pageRoute(app, deps, { method: 'POST', url: URL }, async (call) => {
    const invitation = await find(call);
    if (!invitation) return usedUpPage();
    const { visit, form, param } = call;
    const token = param('token');
    try {
      const person = await whoIs(identity, visit);
      if (person) return { redirect: `/workspaces/${await joinAs(identity, visit, { token, person })}` };
      const [name, password] = [form('name').trim(), form('password')];
      const problem = name === '' || name.length > NAME_MAX ? 'Tell us your name.' : passwordProblem(password);
      if (problem) return { ...newPersonPage(invitation, token, name), status: 400, problem };
      const { workspaceId, cookies } = await joinAsNew(identity, visit, { token, name, password });
      return { redirect: `/workspaces/${workspaceId}`, cookies };
    } catch (error) {
      // Somebody was faster, or signed in as another in between: the link's own page says what is the case now.
      if (error instanceof AppError && error.code === 'conflict') return { redirect: `/invitations/${token}` };
      throw error;
    }
  });
}

const what = ({ workspaceName, email, role }: InvitationRow): Html =>
  html`<p><strong>${email}</strong> is invited to work in <strong>${workspaceName}</strong> as ${role}.</p>`;

const newPersonPage = (invitation: InvitationRow, token: string, name = ''): PageAnswer => ({
  title: `Join ${invitation.workspaceName}`,
  body: html`${what(invitation)}
<form method="post" action="/invitations/${encodeURIComponent(token)}">
<input type="hidden" name="username" autocomplete="username" value="${invitation.email}">
${field({ name: 'name', label: 'Your name', autocomplete: 'name', value: name, maxLength: NAME_MAX, isFocused: true, hint: 'Visitors see it when you answer them.' })}
${field(newPasswordField('Password'))}
<button>Join</button></form>`,
});

const acceptPage = (invitation: InvitationRow, person: SignedIn, token: string): PageAnswer => ({
  title: `Join ${invitation.workspaceName}`,
  person,
  body: html`${what(invitation)}
<form method="post" action="/invitations/${encodeURIComponent(token)}"><button>Join</button></form>`,
});

const signInFirstPage = (invitation: InvitationRow, token: string): PageAnswer => ({
  title: `Join ${invitation.workspaceName}`,
  body: html`${what(invitation)}
<p>You have an account with this address. Sign in to accept.</p>
<p><a href="/sign-in?next=${encodeURIComponent(`/invitations/${token}`)}">Sign in</a></p>`,
});

const otherPersonPage = (invitation: InvitationRow, person: SignedIn): PageAnswer => ({
  status: 409,
  title: `Join ${invitation.workspaceName}`,
  person,
  problem: `You are signed in as ${person.email}. Sign out, then open the link again.`,
  body: what(invitation),
});

const usedUpPage = (): PageAnswer => ({
  status: 410,
  title: 'This invitation is over',
  body: html`<p>It was accepted, revoked or replaced by a newer one, or its time is over. Ask whoever invited you for another.</p>
<p class="after"><a href="/sign-in">Sign in</a></p>`,
});
