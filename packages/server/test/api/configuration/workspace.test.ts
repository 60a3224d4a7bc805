import { beforeEach, describe, expect, it } from 'vitest';
import { testApp } from '../../support/app.ts';
import { listAudit } from '../../support/audit.ts';
import { signedIn, type TestBrowser } from '../../support/person.ts';

const app = testApp();
let kim: TestBrowser;
let workspace: string;
beforeEach(async () => {
  const { browser, workspaceId } = await signedIn(app.current.parley, 'owner');
  kim = browser;
  workspace = `/${workspaceId}`;
});

describe('the name of the workspace', () => {
  it('is changed by its owner, which is written down once', async () => {
    const renamed = await kim.api('PATCH', `${workspace}/inbox/workspace`, { name: '  Lamps & Co. ' });
    expect(renamed.json()).toMatchObject({ object: 'workspace', name: 'Lamps & Co.' });
    await kim.api('PATCH', `${workspace}/inbox/workspace`, { name: 'Lamps & Co.' });
    expect((await kim.api('GET', `${workspace}/inbox/workspace`)).json()).toEqual(renamed.json());
    const actions = (await listAudit(app.current.parley)).map(({ action }) => action);
    expect(actions.filter((action) => action === 'workspace.rename')).toHaveLength(1);
  });

  it('is left alone by everybody else, and by a name that is none', async () => {
    const { browser } = await signedIn(app.current.parley, 'admin');
    expect((await browser.api('PATCH', `${workspace}/inbox/workspace`, { name: 'Mine' })).statusCode).toBe(403);
    expect((await kim.api('PATCH', `${workspace}/inbox/workspace`, { name: ' ' })).statusCode).toBe(400);
    expect((await browser.api('GET', `${workspace}/inbox/workspace`)).json().name).toBe('Test');
  });
});

describe('a mail that was not sent', () => {
  const invite = async () => {
    await kim.api('POST', `${workspace}/team/invitations`, { email: 'new@team.example', role: 'agent' });
    const { data } = (await kim.api('GET', `${workspace}/mails`)).json();
    return data[0].id;
  };
  const set = (state: 'failed' | 'sent' | 'kept') =>
    app.current.database.db
      .updateTable('mail_outbox')
      .set({ state, attempts: 5, last_error: 'The mailbox is full.' })
      .execute();

  it('is put up for sending again, with all its attempts', async () => {
    const id = await invite();
    await set('failed');
    const resent = await kim.api('POST', `${workspace}/mails/${id}/resend`);
    expect([resent.statusCode, resent.json()]).toEqual([
      200,
      expect.objectContaining({ id, state: 'waiting', attempts: 0, last_error: null }),
    ]);
    expect((await kim.api('GET', `${workspace}/mails?state=waiting`)).json().data).toHaveLength(1);
    const { action, target } = (await listAudit(app.current.parley)).at(-1) ?? {};
    expect([action, target]).toEqual(['mail.resend', { type: 'mail', id }]);
  });

  it.each([
    ['sent', 'its text is not kept'],
    ['kept', 'SMTP_URL'],
  ] as const)('is refused when it is %s', async (state, why) => {
    const id = await invite();
    await set(state);
    const refused = await kim.api('POST', `${workspace}/mails/${id}/resend`);
    expect([refused.statusCode, refused.json().message]).toEqual([409, expect.stringContaining(why)]);
  });

  it('is refused while it waits by itself, and not found when it is another workspace’s', async () => {
    const id = await invite();
    expect((await kim.api('POST', `${workspace}/mails/${id}/resend`)).statusCode).toBe(409);
    await app.current.database.db.updateTable('mail_outbox').set({ workspace_id: null, state: 'failed' }).execute();
    expect((await kim.api('POST', `${workspace}/mails/${id}/resend`)).statusCode).toBe(404);
  });
});
