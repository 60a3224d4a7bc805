import { beforeEach, describe, expect, it } from 'vitest';
import { testApp } from '../../support/app.ts';
import { listAudit } from '../../support/audit.ts';
import { signedIn, type TestBrowser } from '../../support/person.ts';

const app = testApp();
let kim: TestBrowser;
let workspace: string;
let at: string;
beforeEach(async () => {
  const { browser, workspaceId } = await signedIn(app.current.parley, 'admin');
  kim = browser;
  workspace = workspaceId;
  at = `/${workspaceId}/inbox/agents/${app.current.first.chatbot_id}/tokens`;
});
const use = async (token: string) => {
  const headers = { authorization: `Bearer ${token}` };
  return (await app.current.parley.app.inject({ url: '/v1/api/chatbot_settings', headers })).statusCode;
};
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

describe('the tokens of an agent', () => {
  it('are made, shown once, used and revoked', async () => {
    const made = await kim.api('POST', at, { name: 'Shop', scope: 'read_all', expires_at: inDays(30) });
    expect(made.statusCode).toBe(201);
    const { token, ...shown } = made.json();
    expect(shown).toMatchObject({ object: 'agent_token', name: 'Shop', scope: 'read_all', state: 'valid' });
    expect(await use(token)).toBe(200);

    const listed = await kim.api('GET', at);
    expect(listed.json().data).toHaveLength(3);
    expect(listed.json().data).toContainEqual(shown);
    expect(listed.body).not.toContain(token);

    const revoked = await kim.api('POST', `${at}/${shown.id}/revoke`);
    expect(revoked.json()).toEqual({ ...shown, state: 'revoked' });
    expect(await use(token)).toBe(401);
    expect((await kim.api('POST', `${at}/${shown.id}/revoke`)).json().state).toBe('revoked');
  });

  it('end when they were told to, and at the latest after 52 weeks', async () => {
    const made = await kim.api('POST', at, { name: 'Long', scope: 'write_all' });
    const { token, created_at, expires_at } = made.json();
    expect(Date.parse(expires_at) - Date.parse(created_at)).toBe(52 * 7 * 86_400_000);
    const soon = await kim.api('POST', at, { name: 'Short', scope: 'read_all', expires_at: inDays(1) });
    const [, payload = ''] = soon.json().token.split('.');
    const { exp } = JSON.parse(Buffer.from(payload, 'base64url').toString());
    expect(Math.abs(exp * 1000 - Date.parse(soon.json().expires_at))).toBeLessThan(1_000);
    await app.current.database.db
      .updateTable('agent_tokens')
      .set({ expires_at: new Date(0) })
      .execute();
    expect(await use(token)).toBe(401);
    expect((await kim.api('GET', at)).json().data[0].state).toBe('expired');
  });

  it.each([
    [{ expires_at: inDays(-1) }, 'expires_at'],
    [{ expires_at: inDays(400) }, 'expires_at'],
    [{ scope: 'all' }, 'scope'],
    [{ name: '' }, 'name'],
  ])('refuse %j, and nothing is made', async (wrong, field) => {
    const refused = await kim.api('POST', at, { name: 'Shop', scope: 'read_all', ...wrong });
    expect([refused.statusCode, Object.keys(refused.json().details.fieldErrors)]).toEqual([400, [field]]);
    expect((await kim.api('GET', at)).json().data).toHaveLength(2);
  });

  it('are written down with who made and revoked them, and without themselves', async () => {
    const { id, token } = (await kim.api('POST', at, { name: 'Shop', scope: 'read_all' })).json();
    await kim.api('POST', `${at}/${id}/revoke`);
    const entries = (await listAudit(app.current.parley)).filter(({ target }) => target?.id === id);
    expect(entries.map(({ action }) => action)).toEqual(['agent_token.create', 'agent_token.revoke']);
    expect(JSON.stringify(entries)).not.toContain(token);
  });

  it.each(['manager', 'agent', 'member'] as const)('are out of reach in the role %s', async (role) => {
    const { browser } = await signedIn(app.current.parley, role);
    for (const [method, path] of [
      ['GET', at],
      ['POST', at],
    ] as const) {
      const refused = await browser.api(method, path, method === 'POST' ? { name: 'x', scope: 'read_all' } : undefined);
      expect([refused.statusCode, refused.json().message]).toEqual([403, 'This needs the permission keys.manage.']);
    }
  });

  it('of another agent are not found under this one', async () => {
    const other = (await kim.api('POST', `/${workspace}/chatbots`, { name: 'Other' })).json();
    const elsewhere = at.replace(app.current.first.chatbot_id, other.id);
    const { id } = (await kim.api('POST', at, { name: 'Shop', scope: 'read_all' })).json();
    expect((await kim.api('POST', `${elsewhere}/${id}/revoke`)).statusCode).toBe(404);
    expect((await kim.api('GET', elsewhere)).json().data).toEqual([]);
  });
});
