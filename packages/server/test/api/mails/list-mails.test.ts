import { beforeEach, describe, expect, it } from 'vitest';
import { sendMail } from '../../../src/commands/send-mail.ts';
import { insertMail } from '../../../src/store/mail/outbox.ts';
import { testApp } from '../../support/app.ts';
import { signedIn } from '../../support/person.ts';
import { workspaceApi } from '../../support/workspace-api.ts';

const app = testApp();
const call = workspaceApi(app);

async function put(subject: string, workspaceId: string | null): Promise<void> {
  const { deps } = app.current.parley;
  const mail = { kind: 'invitation', to: 'ann@example.com', text: 'Come in', html: '<p>Come in</p>' } as const;
  await deps.database.transaction((tx) =>
    insertMail(tx, { ...mail, id: deps.ids.uuid(), workspaceId, subject }, deps.clock.now()),
  );
}

describe('the outbox of a workspace', () => {
  let owner: Awaited<ReturnType<typeof signedIn>>;
  beforeEach(async () => {
    owner = await signedIn(app.current.parley, 'owner');
    const foreign = await app.current.addForeign();
    const { workspace_id: theirs } = await app.current.database.db
      .selectFrom('agents')
      .select('workspace_id')
      .where('id', '=', foreign.chatbot_id)
      .executeTakeFirstOrThrow();
    for (const subject of ['One', 'Two', 'Three']) await put(subject, owner.workspaceId);
    await put('Foreign', theirs);
    await put('Of nobody', null);
    await sendMail(app.current.parley.deps);
  });

  it('shows people who look after the team what was kept, page by page, and nothing of others', async () => {
    const subjects: string[] = [];
    let cursor = '';
    do {
      const answer = await owner.browser.api('GET', `/${owner.workspaceId}/mails?state=kept&limit=2${cursor}`);
      expect(answer.statusCode).toBe(200);
      const { data, next_cursor: next } = answer.json();
      subjects.push(...data.map(({ subject }: { subject: string }) => subject));
      expect(data[0]).toMatchObject({
        object: 'mail',
        kind: 'invitation',
        state: 'kept',
        text: 'Come in',
        sent_at: null,
      });
      cursor = next === null ? '' : `&cursor=${next}`;
    } while (cursor !== '');
    expect(subjects).toEqual(['Three', 'Two', 'One']);
    expect((await owner.browser.api('GET', `/${owner.workspaceId}/mails?state=sent`)).json().data).toEqual([]);
  });

  it('does not show an admin the link of an invitation, which may be one to a higher role', async () => {
    const admin = await signedIn(app.current.parley, 'admin');
    const answer = await admin.browser.api('GET', `/${owner.workspaceId}/mails`);
    expect(answer.json().data.map(({ text }: { text: unknown }) => text)).toEqual([null, null, null]);
  });

  it('is closed to a key, to a role without the permission, and to a bad question', async () => {
    expect((await call('GET', '/mails')).status).toBe(404);
    const member = await signedIn(app.current.parley, 'agent');
    expect((await member.browser.api('GET', `/${owner.workspaceId}/mails`)).statusCode).toBe(403);
    const bad = await owner.browser.api('GET', `/${owner.workspaceId}/mails?state=lost`);
    expect([bad.statusCode, bad.json().error]).toEqual([400, 'invalid_query']);
    const cursor = await owner.browser.api('GET', `/${owner.workspaceId}/mails?cursor=x`);
    expect(cursor.statusCode).toBe(400);
  });
});
