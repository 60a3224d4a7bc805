import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { scriptedModel } from '../../src/agent/scripted.ts';
import { insertMail } from '../../src/store/mail/outbox.ts';
import { testApp } from '../support/app.ts';
import { catchUpFacts } from '../support/catch-up-facts.ts';
import { catchUpSearch } from '../support/catch-up-search.ts';
import { chatClient } from '../support/chat.ts';
import { runExports } from '../support/exports.ts';
import { fakeSessions, type SignedIn } from '../support/fake-sessions.ts';
import { followLog } from '../support/follow-log.ts';
import { inboxOf } from '../support/inbox-people.ts';
import { dumpTables } from '../support/table-dump.ts';
import { type FurnishedVisitor, furnishVisitor } from '../support/visitor-requests.ts';
import { setWidget } from '../support/widget-settings.ts';

const MARK = 'junemark';
const EMAIL = `${MARK}@example.com`;
const sessions = fakeSessions();
const app = testApp({
  sessions,
  model: scriptedModel({
    draft: ({ questions }) => ({ kind: 'smalltalk', text: `You said: ${questions.at(-1)?.content}`, evidence: [] }),
  }),
  retriever: { retrieve: async () => [] },
});
const inbox = inboxOf(app, sessions);
const { say } = chatClient(app);
let owner: SignedIn;
let visitor: FurnishedVisitor;
let id: string;
beforeEach(async () => {
  owner = await inbox.person('owner');
  await setWidget(app.current, { quietMs: 0, ratingActive: true });
  visitor = await furnishVisitor(app.current, app.current.first, MARK);
  id = visitor.ids['/widget/conversations/{id}'] ?? '';
});

const call = (method: 'POST' | 'PATCH' | 'PUT', path: string, payload: object, who = owner) =>
  inbox.call(who, method, path, payload);
const erase = (confirmation: string, at = id, who = owner) =>
  call('POST', `/inbox/conversations/${at}/erase-visitor`, { confirmation }, who);

async function upload(name: string, bytes: Buffer): Promise<string> {
  const head = `--form\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n\r\n`;
  const answer = await app.current.parley.app.inject({
    method: 'POST',
    url: `/inbox/api/${owner.workspaceId}/inbox/conversations/${id}/files`,
    headers: { ...owner.headers, 'content-type': 'multipart/form-data; boundary=form' },
    payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n--form--\r\n')]),
  });
  return answer.json().id;
}

/** Where words or ids still stand, contents of files among them. */
async function traces(...signs: string[]): Promise<string[]> {
  const dump = await dumpTables(app.current.database);
  const found = signs.flatMap((sign) => [sign, Buffer.from(sign).toString('hex')]);
  return [...dump].flatMap(([table, rows]) =>
    rows.filter((row) => found.some((sign) => row.includes(sign))).map((row) => `${table}: ${row}`),
  );
}

/** Everything that people and the visitor can leave behind of a conversation. */
async function leaveTraces(): Promise<string> {
  await call('PATCH', `/conversations/${id}`, {
    contact_email: EMAIL,
    contact_name: `June ${MARK}`,
    contact_label: MARK,
  });
  const sent = await upload(`${MARK}.txt`, Buffer.from(`Terms for ${MARK}`));
  await upload(`not-sent-${MARK}.txt`, Buffer.from(`Draft for ${MARK}`));
  await call('POST', `/inbox/conversations/${id}/messages`, { text: `Dear ${MARK}`, files: [sent] });
  await call('POST', `/conversations/${id}/notes`, { content: `About ${MARK}` });
  await call('PATCH', `/inbox/conversations/${id}/metadata`, { metadata: { [MARK]: MARK } });
  await call('POST', `/inbox/conversations/${id}/draft`, {});
  await app.current.parley.app.inject({
    method: 'POST',
    url: `/widget/conversations/${id}/seen`,
    headers: { authorization: `Bearer ${visitor.token}` },
  });
  const other = {
    id: randomUUID(),
    workspaceId: owner.workspaceId,
    conversationId: id,
    kind: 'away',
    to: EMAIL,
  } as const;
  const mail = { ...other, subject: MARK, text: MARK, html: MARK };
  await app.current.database.transaction((tx) => insertMail(tx, mail, new Date()));
  const counted = { workspace_id: owner.workspaceId, conversation_id: id, number: 99, source: 'widget' } as const;
  const asked = { knowledge_gap: `Who is ${MARK}?`, begun_at: new Date(), upto_seq: 1 };
  await app.current.database.db
    .insertInto('analytics_cases')
    .values({ ...counted, ...asked, agent_id: app.current.first.chatbot_id })
    .execute();
  await call('POST', '/exports', { format: 'csv', filter: { visitor: EMAIL, ids: [id] } });
  await call('POST', '/inbox/views', { name: EMAIL, filter: { visitor: EMAIL, metadata: [`email:${EMAIL}`] } });
  const written = { visitor: { email: EMAIL.toUpperCase() } };
  const elsewhere: string = (await say(`By the API, ${MARK}`, written)).json().conv_id;
  await followLog(app.current);
  await catchUpSearch(app.current);
  await catchUpFacts(app.current);
  return elsewhere;
}

const exportOf = async (asked: string) => (await inbox.call(owner, 'GET', `/exports/${asked}`)).body;

describe('what people have filtered by', () => {
  const asked = async (filter: object): Promise<string> =>
    (await call('POST', '/exports', { format: 'csv', filter })).body.id;
  beforeEach(async () => {
    await call('PATCH', `/conversations/${id}`, { contact_email: EMAIL });
  });

  it('has an export that waits fail where it named the visitor, and no other', async () => {
    const [named, other, listed] = [
      await asked({ visitor: EMAIL.toUpperCase() }),
      await asked({ q: 'june' }),
      await asked({ ids: [id, randomUUID()] }),
    ];
    await erase(EMAIL);
    expect(await exportOf(named)).toMatchObject({
      state: 'failed',
      filter: { visitor: '[erased]' },
      error: 'What its filter named was erased.',
      ended_at: expect.any(String),
    });
    expect(await exportOf(other)).toMatchObject({ state: 'waiting', filter: { q: 'june' } });
    expect((await exportOf(listed)).filter.ids[0]).toBe('[erased]');
    expect(await runExports(app.current.parley)).toBe(2);
    expect(await exportOf(listed)).toMatchObject({ state: 'done', rows_total: 0 });
  });

  it('names the visitor no more in an export that is done', async () => {
    const done = await asked({ visitor: EMAIL });
    await runExports(app.current.parley);
    await erase(EMAIL);
    expect(await exportOf(done)).toMatchObject({ filter: { visitor: '[erased]' } });
  });

  it('has a saved view, also that of a colleague, find nothing', async () => {
    const colleague = await inbox.person('agent');
    await call('POST', '/inbox/views', { name: 'Theirs', filter: { visitor: EMAIL } }, colleague);
    await call('POST', '/inbox/views', { name: 'Others', filter: { visitor: 'someone@example.com' } });
    await erase(EMAIL);
    const { data: theirs } = (await inbox.call(colleague, 'GET', '/inbox/views')).body;
    const { data: own } = (await inbox.call(owner, 'GET', '/inbox/views')).body;
    expect(theirs).toMatchObject([{ name: 'Theirs', filter: { visitor: '[erased]' } }]);
    expect(own).toMatchObject([{ name: 'Others', filter: { visitor: 'someone@example.com' } }]);
  });
});

describe('answers that were kept for requests with a key', () => {
  const rows = () => app.current.database.db.selectFrom('idempotency_keys').select('key').orderBy('key').execute();
  const post = (path: string, payload: object, key: string) =>
    inbox.call(owner, 'POST', path, payload, { 'idempotency-key': key });

  it('go with the conversation, and that of the erasure stays', async () => {
    const other = await furnishVisitor(app.current, app.current.first, 'remainsmark');
    await post(`/inbox/conversations/${id}/messages`, { text: `Dear ${MARK}` }, 'a reply');
    await post(`/conversations/${id}/notes`, { content: MARK }, 'b note');
    await post(`/conversations/${other.ids['/widget/conversations/{id}']}/notes`, { content: 'x' }, 'c other');
    expect(await rows()).toHaveLength(3);
    const confirmation = `Name ${MARK}`;
    const first = await post(`/inbox/conversations/${id}/erase-visitor`, { confirmation }, 'd erasure');
    expect([first.status, first.body.erased_conversations]).toEqual([200, 1]);
    expect(await rows()).toEqual([{ key: 'c other' }, { key: 'd erasure' }]);
    const again = await post(`/inbox/conversations/${id}/erase-visitor`, { confirmation }, 'd erasure');
    expect([again.text, again.headers['idempotent-replayed']]).toEqual([first.text, 'true']);
  });
});

describe('erasing a visitor from the inbox', () => {
  it('leaves nothing of what was said in any of their conversations, but that it was done', async () => {
    const other = await furnishVisitor(app.current, app.current.first, 'remainsmark');
    const elsewhere = await leaveTraces();
    const tables = new Set((await traces(MARK, id)).map((trace) => trace.split(':')[0]));
    expect([...tables]).toEqual(
      expect.arrayContaining([
        'analytics_cases',
        'conversation_facts',
        'conversation_notes',
        'conversation_search',
        'conversations',
        'events',
        'exports',
        'file_chunks',
        'files',
        'inbox_views',
        'mail_outbox',
        'messages',
        'visitor_messages',
        'visitor_seen',
      ]),
    );
    const before = await traces('remainsmark');
    expect((await inbox.open(owner, id)).visitor).toMatchObject({ conversation_count: 2, confirmation: EMAIL });
    const { status, body } = await erase(` ${EMAIL.toUpperCase()} `);
    expect([status, body]).toEqual([200, { object: 'erasure', erased_conversations: 2, erased_files: 2 }]);
    expect(await traces(MARK)).toEqual([]);
    // What it cost stays in the books, and what the team did in the log of that: neither says who or what it was.
    const rest = (await traces(id, elsewhere)).filter((trace) => !/^(turn_usage|audit_log):/.test(trace));
    expect(rest).toEqual([]);
    expect(await traces('remainsmark')).toEqual(before);
    for (const gone of [id, elsewhere]) {
      expect((await inbox.call(owner, 'GET', `/inbox/conversations/${gone}`)).status).toBe(404);
    }
    expect((await inbox.open(owner, other.ids['/widget/conversations/{id}'] ?? '')).message_count).toBe(3);
  });

  it('is written down with who did it, and without a word of whom', async () => {
    await leaveTraces();
    await erase(EMAIL);
    const [entry] = await app.current.database.db
      .selectFrom('audit_log')
      .selectAll()
      .where('action', '=', 'visitor.erased')
      .execute();
    expect(entry).toMatchObject({
      actor: { type: 'operator', id: owner.userId },
      target: { type: 'conversation', id },
      details: { conversations: 2, files: 2 },
    });
    expect(JSON.stringify(entry)).not.toMatch(/june|example/i);
  });

  it('asks for the visitor by e-mail, name or short id, and does nothing for another word', async () => {
    await call('PATCH', `/conversations/${id}`, { contact_email: EMAIL, contact_name: 'June Park' });
    const before = await traces(MARK);
    const { visitor: known } = await inbox.open(owner, id);
    for (const wrong of ['june', 'erase', 'x@example.com', id, known.short_id.slice(1)]) {
      const { status, body } = await erase(wrong);
      expect([wrong, status, body.error]).toEqual([wrong, 400, 'invalid_payload']);
      expect(body.details.fieldErrors.confirmation[0]).toContain(EMAIL);
    }
    for (const wrong of [{}, { confirmation: '' }, { confirmation: 5 }, { confirmation: EMAIL, more: 1 }]) {
      expect((await call('POST', `/inbox/conversations/${id}/erase-visitor`, wrong)).status).toBe(400);
    }
    expect(await traces(MARK)).toEqual(before);
    expect((await erase('  june   PARK ')).status).toBe(200);
  });

  it('takes a visitor without a name by their short id, and nobody else', async () => {
    const { conv_id: nameless } = (await say('Hello')).json();
    const { conv_id: another } = (await say('Hello too')).json();
    const { visitor: known } = await inbox.open(owner, nameless);
    expect(known).toMatchObject({ confirmation: known.short_id, conversation_count: 1 });
    expect((await erase(known.short_id, nameless)).body.erased_conversations).toBe(1);
    expect((await inbox.open(owner, another)).message_count).toBeGreaterThan(0);
  });

  it('is for owners and admins, and for their own workspace', async () => {
    for (const role of ['manager', 'agent', 'member'] as const) {
      expect((await erase(`Name ${MARK}`, id, await inbox.person(role))).status).toBe(403);
    }
    expect((await erase('x', randomUUID())).status).toBe(404);
    expect((await erase(`Name ${MARK}`, id, await inbox.person('admin'))).status).toBe(200);
  });
});
