import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { removeLooseFiles } from '../../../src/commands/remove-loose-files.ts';
import { testApp } from '../../support/app.ts';
import { fakeSessions, type SignedIn } from '../../support/fake-sessions.ts';
import { inboxOf } from '../../support/inbox-people.ts';
import { makeDocx, makeZip, word } from '../../support/make-documents.ts';
import { appendVisitorMessage, storeConversation } from '../../support/stored-conversation.ts';
import { workspaceApi } from '../../support/workspace-api.ts';

const sessions = fakeSessions();
const app = testApp({ sessions, retriever: { retrieve: async () => [] } });
const inbox = inboxOf(app, sessions);
const api = workspaceApi(app);
let kim: SignedIn;
let lee: SignedIn;
beforeEach(async () => {
  kim = await inbox.person();
  lee = await inbox.person();
});

const reply = (who: SignedIn, id: string, payload: object, headers: Record<string, string> = {}) =>
  inbox.call(who, 'POST', `/inbox/conversations/${id}/messages`, payload, headers);
const basedOn = (seq: number) => ({ 'based-on': String(seq) });
const saidBy = async (id: string): Promise<unknown[]> =>
  (await inbox.open(kim, id)).messages.flatMap(({ author, message }) =>
    author.type === 'operator' ? [message.parts[0]?.text] : [],
  );

describe('replying in the inbox', () => {
  it('takes over and replies in one command, and gives the message as the screen shows it', async () => {
    const { id } = await storeConversation(app.current);
    const { status, body } = await reply(kim, id, { text: '**Kim** here.' });
    expect([status, body]).toEqual([201, (await inbox.open(kim, id)).messages.at(-1)]);
    expect(body).toMatchObject({ ord: 2, author: { name: 'Kim agent' }, is_seen: null, sources: [] });
    expect(await inbox.open(kim, id)).toMatchObject({ driver: 'human', conversation: { assigned_to: kim.userId } });
  });

  it.each(['resolved', 'closed', 'archived'] as const)('reopens what is %s, and replies', async (progress) => {
    const { id } = await storeConversation(app.current, { progress });
    expect((await reply(kim, id, { text: 'One more thing.' })).status).toBe(201);
    expect((await inbox.open(kim, id)).conversation).toMatchObject({ status: 'open', assigned_to: kim.userId });
  });

  it('says it once, however often the request is repeated with its key', async () => {
    const { id, seq } = await storeConversation(app.current);
    const once = { ...basedOn(seq), 'idempotency-key': 'one' };
    const first = await reply(kim, id, { text: 'Once.' }, once);
    const again = await reply(kim, id, { text: 'Once.' }, once);
    expect([again.status, again.body, again.headers['idempotent-replayed']]).toEqual([201, first.body, 'true']);
    expect(await saidBy(id)).toEqual(['Once.']);
  });

  it.each([[{}], [{ text: ' ' }], [{ text: 5 }], [{ text: 'x', files: ['no id'] }], [{ text: 'x', more: 1 }]])(
    'refuses %j and says nothing',
    async (payload) => {
      const { id, seq } = await storeConversation(app.current);
      const { status, body } = await reply(kim, id, payload);
      expect([status, body.error]).toEqual([400, 'invalid_payload']);
      expect((await inbox.open(kim, id)).seq).toBe(seq);
    },
  );

  it('is for people who may reply', async () => {
    const { id } = await storeConversation(app.current);
    const member = await inbox.person('member');
    expect((await reply(member, id, { text: 'Hello' })).status).toBe(403);
    expect((await api('POST', `/inbox/conversations/${id}/messages`, { text: 'Hello' })).status).toBe(404);
  });
});

describe('two operators at once', () => {
  it('do not answer twice: the second is told of the first, by name of what changed and how it is now', async () => {
    const { id, seq } = await storeConversation(app.current);
    await reply(kim, id, { text: 'From Kim.' }, basedOn(seq));
    const late = await reply(lee, id, { text: 'From Lee.' }, basedOn(seq));
    expect([late.status, late.body.error]).toEqual([409, 'changed_meanwhile']);
    expect(late.body.details).toMatchObject({
      changed: ['driver', 'assigned_to', 'message'],
      by: { type: 'operator', id: kim.userId },
      state: { driver: 'human', conversation: { assigned_to: kim.userId } },
    });
    expect(await saidBy(id)).toEqual(['From Kim.']);
    const state = await inbox.open(lee, id);
    expect(late.body.details.state.seq).toBe(state.seq);
    expect((await reply(lee, id, { text: 'From Lee, knowing that.' }, basedOn(state.seq))).status).toBe(201);
  });

  it('are not kept from it by what the visitor says, or by what they did themselves', async () => {
    const state = await storeConversation(app.current, { driver: 'human' });
    await appendVisitorMessage(app.current, state, 'Are you there?');
    await reply(kim, state.id, { text: 'One.' });
    expect((await reply(kim, state.id, { text: 'Two.' }, basedOn(state.seq))).status).toBe(201);
  });

  it('do not take over from each other unseen, nor end what the other has begun', async () => {
    const { id, seq } = await storeConversation(app.current);
    const by = (who: SignedIn, verb: string, payload?: object) =>
      inbox.call(who, 'POST', `/conversations/${id}/${verb}`, payload, basedOn(seq));
    expect((await by(kim, 'take-over')).status).toBe(200);
    expect((await by(lee, 'take-over')).status).toBe(409);
    expect((await by(lee, 'handback')).status).toBe(409);
    const resolve = { status: 'resolved' };
    expect((await inbox.call(lee, 'PATCH', `/conversations/${id}`, resolve, basedOn(seq))).status).toBe(409);
    expect((await inbox.open(kim, id)).conversation).toMatchObject({ status: 'open', assigned_to: kim.userId });
  });

  it('change different details side by side, the same not over each other, and to the same without a fuss', async () => {
    const { id, seq } = await storeConversation(app.current);
    const patch = (who: SignedIn, payload: object) =>
      inbox.call(who, 'PATCH', `/conversations/${id}`, payload, basedOn(seq));
    expect((await patch(kim, { title: 'Lamp', contact_name: 'June' })).status).toBe(200);
    expect((await patch(lee, { contact_label: 'VIP' })).status).toBe(200);
    expect((await patch(lee, { contact_name: 'June' })).status).toBe(200);
    const refused = await patch(lee, { contact_name: 'Joan', priority: 'high' });
    expect([refused.status, refused.body.details.changed]).toEqual([409, ['contact_name']]);
    expect((await inbox.open(kim, id)).conversation).toMatchObject({ contact_name: 'June', priority: 'medium' });
  });

  it('tag and note without losing what the other did', async () => {
    const { id, seq } = await storeConversation(app.current);
    const tags = await Promise.all(
      ['one', 'two'].map(async (name) => (await api('POST', '/conversation-tags', { name })).body.id),
    );
    const tag = (who: SignedIn, tagId: string) =>
      inbox.call(who, 'PUT', `/conversations/${id}/tags`, { tag_ids: [tagId] }, basedOn(seq));
    expect((await tag(kim, tags[0])).status).toBe(200);
    const refused = await tag(lee, tags[1]);
    expect([refused.status, refused.body.details.changed]).toEqual([409, ['tags']]);
    const note = (await inbox.call(kim, 'POST', `/conversations/${id}/notes`, { content: 'A' })).body.id;
    const { seq: seen } = await inbox.open(kim, id);
    const edit = (who: SignedIn, content: string) =>
      inbox.call(who, 'PATCH', `/conversations/${id}/notes/${note}`, { content }, basedOn(seen));
    expect((await edit(kim, 'B')).status).toBe(200);
    expect((await edit(lee, 'C')).body.details.changed).toEqual([`note.${note}`]);
    expect((await inbox.open(kim, id)).notes).toMatchObject([{ content: 'B' }]);
  });

  it.each(['x', '-1', '1.5', '99999999999'])('are refused a Based-On of %s', async (given) => {
    const { id } = await storeConversation(app.current);
    const { status, body } = await reply(kim, id, { text: 'Hello' }, { 'based-on': given });
    expect([status, body.error]).toEqual([400, 'bad_request']);
    expect((await reply(kim, id, { text: 'Hello' }, basedOn(999))).status).toBe(400);
    expect(await saidBy(id)).toEqual([]);
  });
});

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const ODT = makeZip({ mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': '<a/>' });

async function upload(who: SignedIn, id: string, bytes: Uint8Array, name: string) {
  const boundary = `form-${randomUUID()}`;
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n\r\n`;
  const answer = await app.current.parley.app.inject({
    method: 'POST',
    url: `/inbox/api/${who.workspaceId}/inbox/conversations/${id}/files`,
    headers: { ...who.headers, 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  });
  return { status: answer.statusCode, body: answer.json() };
}

const filesOf = () =>
  app.current.database.db.selectFrom('files').select(['id', 'draft_of', 'conversation_id']).execute();

describe('files of a reply', () => {
  it('are told by their bytes, are sent with words or without, and come back as they were', async () => {
    const { id } = await storeConversation(app.current);
    const docx = await makeDocx([word.text('Terms')]);
    const given = [
      [PNG, 'lamp.exe', 'image/png', 'lamp.exe.png'],
      [docx, 'terms.docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'terms.docx'],
      [ODT, 'terms.odt', 'application/vnd.oasis.opendocument.text', 'terms.odt'],
      [Buffer.from('a;ä\n1;2\n'), 'list.csv', 'text/csv', 'list.csv'],
      [Buffer.from('rm -rf /\n'), 'run.sh', 'text/plain', 'run.sh.txt'],
      [Buffer.from('# Notes'), 'notes.md', 'text/markdown', 'notes.md'],
    ] as const;
    const ids: string[] = [];
    for (const [bytes, name, type, stored] of given) {
      const { status, body } = await upload(kim, id, bytes, name);
      expect([name, status, body.content_type, body.name]).toEqual([name, 201, type, stored]);
      ids.push(body.id);
    }
    const sent = await reply(kim, id, { files: ids });
    expect(sent.status).toBe(201);
    expect(sent.body.attachments.map((file: { id: string }) => file.id)).toEqual(ids);
    expect((await inbox.open(kim, id)).messages.at(-1)).toEqual(sent.body);
    for (const [index, [bytes, , type]] of given.entries()) {
      const { pathname } = new URL(sent.body.attachments[index].url);
      const file = await app.current.parley.app.inject({ method: 'GET', url: pathname });
      expect(file.rawPayload.equals(Buffer.from(bytes))).toBe(true);
      expect(file.headers['content-type']).toContain(type);
      expect(file.headers['x-content-type-options']).toBe('nosniff');
      expect(file.headers['content-disposition']).toMatch(type === 'image/png' ? /^inline/ : /^attachment/);
    }
  });

  it.each([
    ['a page', Buffer.from('<!doctype html><script>alert(1)</script>'), 'page.txt'],
    ['a picture that is a program', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>'), 'a.png'],
    ['a program', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]), 'a.docx'],
    ['an archive', Buffer.from(makeZip({ 'a.txt': 'Hello' })), 'a.docx'],
    ['no text', Buffer.from([0xff, 0xfe, 0x00, 0x41]), 'a.txt'],
  ])('are not %s', async (_what, bytes, name) => {
    const { id } = await storeConversation(app.current);
    const { status, body } = await upload(kim, id, bytes, name);
    expect([status, body.error]).toEqual([415, 'unsupported_media_type']);
    expect(await filesOf()).toEqual([]);
  });

  it('are not empty, nor larger than 10 MB', async () => {
    const { id } = await storeConversation(app.current);
    expect((await upload(kim, id, Buffer.alloc(0), 'a.txt')).body.error).toBe('empty_file');
    const large = await upload(kim, id, Buffer.alloc(10 * 1024 * 1024 + 1, 'a'), 'a.txt');
    expect([large.status, large.body.error]).toEqual([413, 'payload_too_large']);
    expect(await filesOf()).toEqual([]);
  });

  it('are sent by whoever uploaded them, there, and once', async () => {
    const here = await storeConversation(app.current);
    const there = await storeConversation(app.current);
    const { body: file } = await upload(kim, here.id, PNG, 'lamp.png');
    const tries = [
      [lee, here.id],
      [kim, there.id],
    ] as const;
    for (const [who, id] of tries) {
      const { status, body } = await reply(who, id, { text: 'Look', files: [file.id] });
      expect([status, body.error]).toEqual([400, 'unknown_file']);
      expect(await saidBy(id)).toEqual([]);
    }
    expect((await reply(kim, here.id, { files: [file.id] })).status).toBe(201);
    expect((await reply(kim, here.id, { files: [file.id] })).status).toBe(400);
    expect(await filesOf()).toEqual([{ id: file.id, draft_of: null, conversation_id: here.id }]);
  });

  it('that no reply names within a day are removed', async () => {
    const { id } = await storeConversation(app.current);
    const kept = (await upload(kim, id, PNG, 'sent.png')).body.id;
    await reply(kim, id, { files: [kept] });
    const { body } = await upload(kim, id, PNG, 'not-sent.png');
    const { deps } = app.current.parley;
    const tomorrow = new Date(Date.now() + 25 * 60 * 60 * 1000);
    await removeLooseFiles({ ...deps, clock: { ...deps.clock, now: () => tomorrow } });
    expect((await filesOf()).map((file) => file.id)).toEqual([kept]);
    expect(await deps.files.read(body.id)).toBeNull();
  });
});
