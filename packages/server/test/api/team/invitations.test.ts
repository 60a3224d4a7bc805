import { describe, expect, it } from 'vitest';
import { testApp } from '../../support/app.ts';
import { listAudit } from '../../support/audit.ts';
import { addPerson, browser, firstWorkspaceId, PASSWORD, signedIn, type TestBrowser } from '../../support/person.ts';

const app = testApp();

const invite = async (by: TestBrowser, body: object) =>
  by.api('POST', `/${await firstWorkspaceId(app.current.parley)}/team/invitations`, body);

/** The path of a link that was given out, instead of mailed. */
async function linkFor(by: TestBrowser, email: string, role = 'agent'): Promise<string> {
  const answer = await invite(by, { email, role, send: 'link' });
  return new URL(answer.json().url).pathname;
}

const mails = () => app.current.parley.deps.database.db.selectFrom('mail_outbox').selectAll().orderBy('id').execute();

describe('inviting', () => {
  it('mails a link to our own address, whatever the Host of the request, and keeps only its digest', async () => {
    const { parley } = app.current;
    const { browser: owner, workspaceId } = await signedIn(parley, 'owner');
    const headers = { 'sec-fetch-site': 'same-origin', host: 'evil.example' };
    const path = `/${workspaceId}/team/invitations`;
    const answer = await owner.api('POST', path, { email: 'New@Person.example', role: 'agent' }, headers);
    expect([answer.statusCode, answer.json()]).toMatchObject([
      201,
      { email: 'new@person.example', role: 'agent', state: 'pending', sent_by: 'mail', url: null },
    ]);
    const [mail] = await mails();
    const [, token = ''] = /\/invitations\/([\w-]+)/.exec(mail?.text ?? '') ?? [];
    expect(mail).toMatchObject({ recipient: 'new@person.example', kind: 'invitation', workspace_id: workspaceId });
    expect(mail?.text).toContain(`${parley.deps.baseUrl()}/invitations/${token}`);
    expect(token).toHaveLength(43);
    const stored = await parley.deps.database.db.selectFrom('invitations').selectAll().execute();
    expect(JSON.stringify(stored)).not.toContain(token);
    const audit = JSON.stringify(await listAudit(parley));
    expect([audit.includes('member.invite'), audit.includes(token)]).toEqual([true, false]);
  });

  it('escapes the name of the workspace in the mail', async () => {
    const { parley } = app.current;
    await parley.deps.database.db.updateTable('workspaces').set({ name: '<b>Shop</b> & Co' }).execute();
    const { browser: owner } = await signedIn(parley, 'owner');
    await invite(owner, { email: 'new@person.example', role: 'agent' });
    const [mail] = await mails();
    expect(mail?.html).toContain('&lt;b&gt;Shop&lt;/b&gt; &amp; Co');
    expect(mail?.html).not.toContain('<b>Shop');
  });

  it('is for owners and admins, an owner only by an owner, and nobody who is there already', async () => {
    const { parley } = app.current;
    const { browser: admin } = await signedIn(parley, 'admin');
    const { browser: manager, person } = await signedIn(parley, 'manager');
    const body = { email: 'new@person.example', role: 'agent' };
    expect((await invite(manager, body)).statusCode).toBe(403);
    expect((await invite(admin, { ...body, role: 'owner' })).statusCode).toBe(409);
    expect((await invite(admin, { ...body, email: person.email.toUpperCase() })).statusCode).toBe(409);
    for (const wrong of [{}, { email: 'no address', role: 'agent' }, { ...body, role: 'king' }, { ...body, more: 1 }]) {
      expect((await invite(admin, wrong)).statusCode, JSON.stringify(wrong)).toBe(400);
    }
    expect(await mails()).toEqual([]);
  });
});

describe('accepting', () => {
  it('as a new person makes the account and signs in, once', async () => {
    const { parley } = app.current;
    const { browser: owner, workspaceId } = await signedIn(parley, 'owner');
    const link = await linkFor(owner, 'new@person.example', 'manager');
    const noor = browser(parley);
    expect((await noor.get(link)).body).toContain('new@person.example');
    const short = await noor.post(link, { name: 'Noor', password: 'short' });
    expect([short.statusCode, short.body.includes('at least 10')]).toEqual([400, true]);
    const joined = await noor.post(link, { name: 'Noor Ahmadi', password: PASSWORD });
    expect([joined.statusCode, joined.headers.location]).toEqual([303, `/workspaces/${workspaceId}`]);
    expect((await noor.api('GET', `/${workspaceId}/me`)).json().user).toMatchObject({
      first_name: 'Noor',
      role: 'manager',
    });
    expect((await browser(parley).get(link)).statusCode).toBe(410);
    expect((await browser(parley).post(link, { name: 'Eve', password: PASSWORD })).statusCode).toBe(410);
    await browser(parley).signIn('new@person.example');
    expect((await listAudit(parley)).map(({ action }) => action)).toEqual(
      expect.arrayContaining(['member.join', 'session.sign_in']),
    );
  });

  it('twice at once adds one person', async () => {
    const { parley } = app.current;
    const { browser: owner } = await signedIn(parley, 'owner');
    const link = await linkFor(owner, 'new@person.example');
    const form = { name: 'Noor', password: PASSWORD };
    const answers = await Promise.all([browser(parley).post(link, form), browser(parley).post(link, form)]);
    expect(answers.filter(({ headers }) => headers.location?.startsWith('/workspaces/'))).toHaveLength(1);
    const people = await parley.deps.database.db
      .selectFrom('users')
      .select('id')
      .where('email', '=', 'new@person.example')
      .execute();
    expect(people).toHaveLength(1);
  });

  it('as somebody with an account is done after signing in, and keeps what they were elsewhere', async () => {
    const { parley } = app.current;
    const { browser: owner, workspaceId } = await signedIn(parley, 'owner');
    await app.current.addForeign();
    const { id: other } = await parley.deps.database.db
      .selectFrom('workspaces')
      .select('id')
      .where('name', '=', 'Another')
      .executeTakeFirstOrThrow();
    await addPerson(parley, { email: 'kim@other.example', role: 'admin', workspaceId: other });
    const link = await linkFor(owner, 'kim@other.example', 'member');
    const kim = browser(parley);
    const page = await kim.get(link);
    expect(page.body).toContain(`/sign-in?next=${encodeURIComponent(link)}`);
    // Nobody takes an account over by its invitation.
    const taken = await kim.post(link, { name: 'Eve', password: 'the password of eve' });
    expect([taken.headers.location, kim.cookies.size]).toEqual([link, 0]);
    const signIn = await kim.post('/sign-in', { email: 'kim@other.example', password: PASSWORD, next: link });
    expect(signIn.headers.location).toBe(link);
    expect((await kim.post(link)).headers.location).toBe(`/workspaces/${workspaceId}`);
    const { data } = (await kim.api('GET', '/workspaces')).json();
    expect(data.map(({ role }: { role: string }) => role).toSorted()).toEqual(['admin', 'member']);
  });

  it("is refused to another person's session", async () => {
    const { parley } = app.current;
    const { browser: owner } = await signedIn(parley, 'owner');
    const { browser: agent } = await signedIn(parley, 'agent');
    const link = await linkFor(owner, 'new@person.example', 'admin');
    expect((await agent.get(link)).statusCode).toBe(409);
    expect((await agent.post(link)).headers.location).toBe(link);
    expect((await browser(parley).get(link)).statusCode).toBe(200);
  });

  it('is over when the link was revoked, replaced, sent again, or is too old or unknown', async () => {
    const { parley } = app.current;
    const { browser: owner, workspaceId } = await signedIn(parley, 'owner');
    const invitations = `/${workspaceId}/team/invitations`;
    const latest = async () => (await owner.api('GET', invitations)).json().data[0];
    const status = async (link: string) => (await browser(parley).get(link)).statusCode;

    const first = await linkFor(owner, 'new@person.example');
    const second = await linkFor(owner, 'new@person.example');
    expect([await status(first), await status(second)]).toEqual([410, 200]);

    const again = await owner.api('POST', `${invitations}/${(await latest()).id}/resend`);
    const third = new URL(again.json().url).pathname;
    expect([await status(second), await status(third)]).toEqual([410, 200]);

    const { id } = await latest();
    expect((await owner.api('DELETE', `${invitations}/${id}`)).statusCode).toBe(200);
    expect([await status(third), (await latest()).state]).toEqual([410, 'revoked']);
    expect((await owner.api('DELETE', `${invitations}/${id}`)).statusCode).toBe(409);
    expect((await owner.api('POST', `${invitations}/${id}/resend`)).statusCode).toBe(409);
    expect((await owner.api('DELETE', `${invitations}/${parley.deps.ids.uuid()}`)).statusCode).toBe(404);

    const fourth = await linkFor(owner, 'new@person.example');
    await parley.deps.database.db.updateTable('invitations').set({ expires_at: new Date() }).execute();
    expect([await status(fourth), (await latest()).state]).toEqual([410, 'expired']);
    expect(await status('/invitations/unknown')).toBe(410);
  });

  it("cannot be seen or ended by another workspace's owner", async () => {
    const { parley } = app.current;
    const { browser: owner, workspaceId } = await signedIn(parley, 'owner');
    await linkFor(owner, 'new@person.example');
    const [made] = (await owner.api('GET', `/${workspaceId}/team/invitations`)).json().data;
    const { id: other } = (await owner.api('POST', '/workspaces', { name: 'Other' })).json();
    expect((await owner.api('GET', `/${other}/team/invitations`)).json().data).toEqual([]);
    expect((await owner.api('DELETE', `/${other}/team/invitations/${made.id}`)).statusCode).toBe(404);
    expect((await owner.api('POST', `/${other}/team/invitations/${made.id}/resend`)).statusCode).toBe(404);
  });
});
