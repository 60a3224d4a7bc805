import { beforeEach, describe, expect, it } from 'vitest';
import { enforceRetention } from '../../../src/commands/enforce-retention.ts';
import { testApp } from '../../support/app.ts';
import { listAudit } from '../../support/audit.ts';
import { signedIn, type TestBrowser } from '../../support/person.ts';

const app = testApp();
let kim: TestBrowser;
let at: string;
let workspaceId: string;
beforeEach(async () => {
  const owner = await signedIn(app.current.parley, 'owner');
  kim = owner.browser;
  workspaceId = owner.workspaceId;
  at = `/${workspaceId}/inbox/retention`;
});

const DAY_MS = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS);
const db = () => app.current.database.db;
const set = async (rules: object) => (await kim.api('PATCH', at, rules)).json();
const enforce = () => enforceRetention(app.current.parley.deps);
const conversations = async () =>
  (await db().selectFrom('conversations').select('id').orderBy('id').execute()).map(({ id }) => id);

/** A conversation whose last message is so many days old. */
async function aged(days: number, given: { token?: string; scenario?: string } = {}): Promise<string> {
  const { parley, first } = app.current;
  const sent = await parley.app.inject({
    method: 'POST',
    url: '/chat',
    headers: { authorization: `Bearer ${given.token ?? first.write_token}` },
    payload: { scenario_id: given.scenario ?? first.scenario_id, text: 'Hello' },
  });
  const id = sent.json().conv_id;
  await db()
    .updateTable('conversations')
    .set({ last_message_at: daysAgo(days) })
    .where('id', '=', id)
    .execute();
  return id;
}

/** A file of a message, so many days old. */
async function fileOf(conversationId: string, days: number): Promise<string> {
  const { deps } = app.current.parley;
  const id = deps.ids.uuid();
  const facts = { name: 'a.txt', content_type: 'text/plain', size: 2, user_id: null, visitor_id: null };
  const owner = { workspace_id: workspaceId, agent_id: app.current.first.chatbot_id, conversation_id: conversationId };
  await db()
    .insertInto('files')
    .values({ id, ...facts, ...owner, created_at: daysAgo(days) })
    .execute();
  await deps.files.write(id, Buffer.from('hi'));
  return id;
}

describe('how long what was said is kept', () => {
  it('is for ever as shipped', async () => {
    const [id] = [await aged(5_000)];
    expect((await kim.api('GET', at)).json()).toEqual({
      object: 'retention',
      delete_conversations_after_days: null,
      delete_attachments_after_days: null,
      due: { conversations: 0, attachments: 0, is_capped: false },
      last_run_at: null,
      updated_at: null,
    });
    await enforce();
    expect(await conversations()).toEqual([id]);
  });

  it('is told with what would go, before and after it is set', async () => {
    await fileOf(await aged(40), 40);
    await fileOf(await aged(10), 35);
    const rules = { delete_conversations_after_days: 30, delete_attachments_after_days: 20 };
    const tried = await kim.api('PATCH', `${at}?dry_run=true`, rules);
    const due = { conversations: 1, attachments: 1, is_capped: false };
    expect(tried.json()).toMatchObject({ ...rules, due });
    expect((await kim.api('GET', at)).json().delete_conversations_after_days).toBeNull();
    expect(await set(rules)).toMatchObject({ ...rules, due });
    expect((await kim.api('GET', at)).json()).toMatchObject({ ...rules, due });
  });

  it('changes what is given and leaves the rest, which is written down', async () => {
    await set({ delete_conversations_after_days: 30 });
    await set({ delete_attachments_after_days: 7 });
    await set({ delete_attachments_after_days: 7 });
    const rules = await set({ delete_conversations_after_days: null });
    expect(rules).toMatchObject({ delete_conversations_after_days: null, delete_attachments_after_days: 7 });
    const entries = (await listAudit(app.current.parley)).filter(({ action }) => action === 'retention.update');
    expect(entries.map(({ details }) => details)).toEqual([
      { conversation_days: 30, attachment_days: null },
      { conversation_days: 30, attachment_days: 7 },
      { conversation_days: null, attachment_days: 7 },
    ]);
  });

  it.each([0, 3_651, 1.5, '30'])('refuses %j days', async (days) => {
    const refused = await kim.api('PATCH', at, { delete_conversations_after_days: days });
    expect([refused.statusCode, Object.keys(refused.json().details.fieldErrors)]).toEqual([
      400,
      ['delete_conversations_after_days'],
    ]);
  });

  it.each(['manager', 'agent', 'member'] as const)('is out of reach in the role %s', async (role) => {
    const { browser } = await signedIn(app.current.parley, role);
    expect((await browser.api('GET', at)).statusCode).toBe(403);
    expect((await browser.api('PATCH', at, { delete_conversations_after_days: 1 })).statusCode).toBe(403);
  });
});

describe('what is not kept any longer', () => {
  it('goes with everything that repeats it; the rest stays', async () => {
    const gone = await aged(31);
    const kept = await aged(29);
    const [goneFile, keptFile] = [await fileOf(gone, 31), await fileOf(kept, 300)];
    await set({ delete_conversations_after_days: 30 });
    await enforce();
    expect(await conversations()).toEqual([kept]);
    const { files } = app.current.parley.deps;
    expect([await files.read(goneFile), await files.read(keptFile)]).toEqual([null, Buffer.from('hi')]);
    for (const table of ['messages', 'events', 'conversation_search', 'conversation_facts'] as const) {
      const rows = await db().selectFrom(table).select('conversation_id').execute();
      expect([table, rows.some(({ conversation_id }) => conversation_id === gone)]).toEqual([table, false]);
    }
    expect((await kim.api('GET', at)).json()).toMatchObject({
      due: { conversations: 0 },
      last_run_at: expect.any(String),
    });
  });

  it('takes old files and leaves what was said', async () => {
    const id = await aged(1);
    const [old, young] = [await fileOf(id, 9), await fileOf(id, 7)];
    await set({ delete_attachments_after_days: 8 });
    await enforce();
    const { files } = app.current.parley.deps;
    expect([await files.read(old), await files.read(young)]).toEqual([null, Buffer.from('hi')]);
    expect((await db().selectFrom('files').select('id').execute()).map((file) => file.id)).toEqual([young]);
    expect(await conversations()).toEqual([id]);
  });

  it('is counted in the audit log, and nothing else is told of it', async () => {
    for (const days of [40, 41, 42]) await fileOf(await aged(days), 1);
    await set({ delete_conversations_after_days: 30 });
    await enforce();
    await enforce();
    const entries = (await listAudit(app.current.parley)).filter(({ action }) => action === 'retention.erased');
    expect(entries).toEqual([
      {
        action: 'retention.erased',
        actor: { type: 'system' },
        target: { type: 'workspace', id: workspaceId },
        details: { conversations: 3, files: 3 },
        ip: null,
      },
    ]);
  });

  it('is that of the workspace alone', async () => {
    const foreign = await app.current.addForeign();
    const theirs = await aged(400, { token: foreign.write_token, scenario: foreign.scenario_id });
    await aged(400);
    await set({ delete_conversations_after_days: 30 });
    await enforce();
    expect(await conversations()).toEqual([theirs]);
  });

  it('goes in more than one batch', async () => {
    const first = await aged(40);
    const { columns } = await columnsOf();
    const copies = `insert into conversations (${columns}) select ${columns.replace(/\bid\b/, 'gen_random_uuid()').replace(/\bord\b/, 'ord + n')}
      from conversations, generate_series(1, 149) n where id = '${first}'`;
    await app.current.database.executeSql(copies);
    await set({ delete_conversations_after_days: 30 });
    await enforce();
    expect(await conversations()).toEqual([]);
    const entries = (await listAudit(app.current.parley)).filter(({ action }) => action === 'retention.erased');
    expect(entries.map(({ details }) => details?.conversations)).toEqual([100, 50]);
  });
});

/** The columns of a conversation, as a statement names them. */
async function columnsOf(): Promise<{ columns: string }> {
  const { rows } = await app.current.database.executeSql(
    `select string_agg(column_name, ', ' order by ordinal_position) as columns from information_schema.columns
     where table_name = 'conversations' and table_schema = 'public'`,
  );
  return rows[0] as { columns: string };
}
