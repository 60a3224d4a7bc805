import { describe, expect, it } from 'vitest';
import { testApp } from '../../support/app.ts';
import { listAudit } from '../../support/audit.ts';
import { addPerson, firstWorkspaceId, signedIn } from '../../support/person.ts';
import { workspaceApi } from '../../support/workspace-api.ts';

const app = testApp();
const call = workspaceApi(app);

describe('the team, to a key', () => {
  it('is a list of all members with their person, name and role', async () => {
    const { parley } = app.current;
    const kim = await addPerson(parley, { email: 'kim@team.example', role: 'manager', name: 'Kim de la Cruz' });
    const { status, body } = await call('GET', '/team/members');
    expect([status, body.object, body.data.length]).toEqual([200, 'list', 2]);
    expect(body.data[0]).toMatchObject({ role: 'owner', first_name: 'Owner', last_name: '' });
    expect(body.data[1]).toMatchObject({
      object: 'team_member',
      id: kim.memberId,
      user_id: kim.id,
      first_name: 'Kim',
      last_name: 'de la Cruz',
      email: 'kim@team.example',
      avatar_url: null,
      role_id: 'manager',
      role: 'manager',
    });
    expect(body.data[1].joined_at).toMatch(/\+00:00$/);
    expect((await call('GET', `/team/members/${kim.memberId}`)).body).toEqual(body.data[1]);
  });

  it('has nobody of another workspace, and nobody by the id of a person', async () => {
    const { parley } = app.current;
    const first = await firstWorkspaceId(parley);
    await app.current.addForeign();
    const kim = await addPerson(parley, { email: 'kim@team.example', workspaceId: first });
    const foreign = await parley.deps.database.db
      .selectFrom('members')
      .select('id')
      .where('workspace_id', '<>', first)
      .executeTakeFirstOrThrow();
    for (const id of [foreign.id, kim.id, parley.deps.ids.uuid()]) {
      expect((await call('GET', `/team/members/${id}`)).status).toBe(404);
    }
    expect((await call('GET', '/team/members/not-an-id')).status).toBe(404);
  });

  it('cannot be changed by one', async () => {
    const { parley } = app.current;
    const kim = await addPerson(parley, { email: 'kim@team.example' });
    for (const method of ['PATCH', 'DELETE'] as const) {
      expect([404, 405]).toContain((await call(method, `/team/members/${kim.memberId}`, { role: 'admin' })).status);
    }
  });
});

describe('changing a role', () => {
  it('counts from the next request on, and is written down', async () => {
    const { parley } = app.current;
    const { browser: owner, workspaceId } = await signedIn(parley, 'owner');
    const { browser: kim, person } = await signedIn(parley, 'member');
    const invitations = `/${workspaceId}/team/invitations`;
    expect((await kim.api('GET', invitations)).statusCode).toBe(403);
    const path = `/${workspaceId}/team/members/${person.memberId}`;
    const changed = await owner.api('PATCH', path, { role: 'admin' });
    expect([changed.statusCode, changed.json().role]).toEqual([200, 'admin']);
    expect((await kim.api('GET', invitations)).statusCode).toBe(200);
    expect((await listAudit(parley)).at(-1)).toMatchObject({
      action: 'member.role_change',
      target: { type: 'user', id: person.id },
      details: { from: 'member', to: 'admin' },
    });
    const before = (await listAudit(parley)).length;
    expect((await owner.api('PATCH', path, { role: 'admin' })).statusCode).toBe(200);
    expect(await listAudit(parley)).toHaveLength(before);
  });

  it('to owner is for owners, and the last owner stays one', async () => {
    const { parley } = app.current;
    const { browser: admin, person, workspaceId } = await signedIn(parley, 'admin');
    const members = `/${workspaceId}/team/members`;
    const { data } = (await admin.api('GET', members)).json();
    const ownerId = data.find(({ role }: { role: string }) => role === 'owner').id;
    const refused = await admin.api('PATCH', `${members}/${person.memberId}`, { role: 'owner' });
    expect([refused.statusCode, refused.json().error]).toEqual([409, 'conflict']);
    expect((await admin.api('PATCH', `${members}/${ownerId}`, { role: 'member' })).statusCode).toBe(403);
    expect((await admin.api('DELETE', `${members}/${ownerId}`)).statusCode).toBe(403);
    const { browser: owner, person: second } = await signedIn(parley, 'owner', 'second@team.example');
    expect((await owner.api('PATCH', `${members}/${ownerId}`, { role: 'member' })).statusCode).toBe(200);
    expect((await owner.api('PATCH', `${members}/${second.memberId}`, { role: 'member' })).statusCode).toBe(409);
    expect((await owner.api('DELETE', `${members}/${second.memberId}`)).statusCode).toBe(409);
  });

  it('of both owners by each other at once leaves one', async () => {
    const { parley } = app.current;
    const one = await signedIn(parley, 'owner', 'one@team.example');
    const two = await signedIn(parley, 'owner', 'two@team.example');
    const first = await parley.deps.database.db
      .selectFrom('users')
      .select('id')
      .where('name', '=', 'Owner')
      .executeTakeFirstOrThrow();
    await parley.deps.database.db.deleteFrom('members').where('user_id', '=', first.id).execute();
    const path = (id: string) => `/${one.workspaceId}/team/members/${id}`;
    const answers = await Promise.all([
      one.browser.api('PATCH', path(two.person.memberId), { role: 'member' }),
      two.browser.api('PATCH', path(one.person.memberId), { role: 'member' }),
    ]);
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, expect.any(Number)]);
    const owners = await parley.deps.database.db
      .selectFrom('members')
      .selectAll()
      .where('role', '=', 'owner')
      .execute();
    expect(owners).toHaveLength(1);
  });

  it.each([{}, { role: 'king' }, { role: 'admin', name: 'x' }])('refuses the body %j', async (body) => {
    const { browser, person, workspaceId } = await signedIn(app.current.parley, 'owner');
    const answer = await browser.api('PATCH', `/${workspaceId}/team/members/${person.memberId}`, body);
    expect([answer.statusCode, answer.json().error]).toEqual([400, 'invalid_payload']);
  });
});

describe('removing a member', () => {
  it('has them out at once, with a session that is still theirs, and their conversations unassigned', async () => {
    const { parley } = app.current;
    const { browser: owner, workspaceId } = await signedIn(parley, 'owner');
    const { browser: kim, person } = await signedIn(parley, 'agent');
    expect((await kim.api('GET', `/${workspaceId}/me`)).statusCode).toBe(200);
    const path = `/${workspaceId}/team/members/${person.memberId}`;
    const gone = await owner.api('DELETE', path);
    expect([gone.statusCode, gone.json()]).toEqual([
      200,
      { object: 'team_member', id: person.memberId, deleted: true },
    ]);
    expect((await kim.api('GET', `/${workspaceId}/me`)).statusCode).toBe(404);
    expect((await kim.get(`/workspaces/${workspaceId}`)).statusCode).toBe(404);
    expect((await kim.get('/workspaces')).body).toContain('You do not belong to a workspace');
    expect((await call('GET', `/team/members/${person.memberId}`)).status).toBe(404);
    expect((await owner.api('DELETE', path)).statusCode).toBe(404);
    expect((await listAudit(parley)).map(({ action }) => action)).toContain('member.remove');
  });

  it('is for those who manage the team, but everybody may leave', async () => {
    const { parley } = app.current;
    const agent = await signedIn(parley, 'agent');
    const member = await signedIn(parley, 'member');
    const path = (id: string) => `/${agent.workspaceId}/team/members/${id}`;
    expect((await agent.browser.api('DELETE', path(member.person.memberId))).statusCode).toBe(403);
    expect((await agent.browser.api('DELETE', path(agent.person.memberId))).statusCode).toBe(200);
  });
});

describe('several workspaces', () => {
  it('may be added by an owner or admin, who owns what was added', async () => {
    const { parley } = app.current;
    const { browser: admin } = await signedIn(parley, 'admin');
    const made = await admin.api('POST', '/workspaces', { name: 'Second shop' });
    expect([made.statusCode, made.json().role]).toEqual([201, 'owner']);
    const { data } = (await admin.api('GET', '/workspaces')).json();
    expect(data.map(({ name, role }: { name: string; role: string }) => [name, role])).toEqual([
      ['Test', 'admin'],
      ['Second shop', 'owner'],
    ]);
    expect((await admin.api('GET', `/${made.json().id}/me`)).json().user.role).toBe('owner');
    expect((await admin.post('/workspaces', { name: 'Third shop' })).headers.location).toMatch(
      /^\/workspaces\/[\w-]{36}$/,
    );
  });

  it('are not for others, nor without a session, a name or our own page', async () => {
    const { parley } = app.current;
    const { browser: agent } = await signedIn(parley, 'manager');
    expect((await agent.api('POST', '/workspaces', { name: 'Mine' })).statusCode).toBe(403);
    expect((await agent.api('GET', '/workspaces')).json().data).toHaveLength(1);
    const { browser: owner } = await signedIn(parley, 'owner');
    expect((await owner.api('POST', '/workspaces', { name: '' })).statusCode).toBe(400);
    expect((await owner.api('POST', '/workspaces', { name: 'x' }, { 'sec-fetch-site': 'cross-site' })).statusCode).toBe(
      403,
    );
    expect((await parley.app.inject({ url: '/inbox/api/workspaces' })).statusCode).toBe(401);
  });
});
