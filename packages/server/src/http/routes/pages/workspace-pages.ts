import { AppError } from '@parley/protocol';
import type { FastifyInstance } from 'fastify';
import { addWorkspace } from '../../../commands/add-workspace.ts';
import { mayCreateWorkspace } from '../../../domain/people/team-rules.ts';
import { newScenarioId } from '../../../identity/new-credentials.ts';
import type { SignedIn } from '../../../identity/sessions.ts';
import { listWorkspaceAgents } from '../../../store/agents/list-agents.ts';
import { listOwnWorkspaces, type OwnWorkspace } from '../../../store/people/list-own-workspaces.ts';
import { listMembers } from '../../../store/people/members.ts';
import type { HttpDeps } from '../../deps.ts';
import { html } from '../../pages/html.ts';
import { field } from '../../pages/layout.ts';
import { ownPageRoute, type PageAnswer } from '../../pages/page-route.ts';
import { agentSnippets } from './agent-snippets.ts';
import { face } from './profile-section.ts';

const NAME_MAX = 100;

/** `/workspaces`: to choose one, to add one, and to see who works in it. */
export function workspacePages(app: FastifyInstance, deps: HttpDeps): void {
  const { db } = deps.database;
  ownPageRoute(app, deps, { method: 'GET', url: '/workspaces' }, async ({ person }) =>
    listPage(person, await listOwnWorkspaces(db, person.userId)),
  );

  ownPageRoute(app, deps, { method: 'POST', url: '/workspaces' }, async ({ person, form, visit }) => {
    const name = form('name').trim();
    if (name === '' || name.length > NAME_MAX) {
      const page = listPage(person, await listOwnWorkspaces(db, person.userId));
      return { ...page, status: 400, problem: `A name needs 1 to ${NAME_MAX} characters.` };
    }
    const from = { ip: visit.ip, userAgent: visit.userAgent ?? null };
    const made = await addWorkspace({ ...deps, newScenarioId }, { name, userId: person.userId, from });
    return { redirect: `/workspaces/${made.id}` };
  });

  ownPageRoute(app, deps, { method: 'GET', url: '/workspaces/:id' }, async ({ person, param, host }) => {
    const workspace = (await listOwnWorkspaces(db, person.userId)).find(({ id }) => id === param('id'));
    if (!workspace) throw new AppError('not_found', 'There is no such workspace, or you do not belong to it.');
    const team = await listMembers(db, workspace.id);
    const rows = team.map(
      ({ name, email, image, role }) =>
        html`<li>${face(name, image, 'small')}<span class="grow"><strong>${name}</strong><br><span class="soft">${email}</span></span><span class="tag">${role}</span></li>`,
    );
    const agents = await listWorkspaceAgents(db, workspace.id);
    const snippets = agentSnippets({ agents, host, loader: deps.widgetAssets.loader });
    const body = html`<p class="soft">Your role: ${workspace.role}</p>${snippets}<h2>Team</h2><ul class="rows">${rows}</ul>
<p class="after"><a href="/workspaces">All your workspaces</a></p>`;
    return { title: workspace.name, person, body };
  });
}

function listPage(person: SignedIn, workspaces: readonly OwnWorkspace[]): PageAnswer {
  const rows = workspaces.map(
    ({ id, name, role }) =>
      html`<li><span class="grow"><a href="/workspaces/${id}"><strong>${name}</strong></a></span><span class="tag">${role}</span></li>`,
  );
  const mayAdd = mayCreateWorkspace(workspaces.map(({ role }) => role));
  return {
    title: 'Choose a workspace',
    person,
    body: html`${rows.length > 0 ? html`<ul class="rows">${rows}</ul>` : html`<p>You do not belong to a workspace. Ask whoever runs one to invite you.</p>`}
${
  mayAdd &&
  html`<section><h2>Add a workspace</h2><p class="soft">With its own team, agents and conversations.</p>
<form method="post" action="/workspaces">${field({ name: 'name', label: 'Name', autocomplete: 'organization', maxLength: NAME_MAX })}<button class="quiet">Add</button></form></section>`
}`,
  };
}
