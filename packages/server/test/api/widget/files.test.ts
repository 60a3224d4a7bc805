import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LIMITS } from '@parley/protocol';
import { beforeEach, describe, expect, it } from 'vitest';
import { eraseVisitor } from '../../../src/commands/erase-visitor.ts';
import { fileAddress } from '../../../src/commands/file-address.ts';
import { removeLooseFiles } from '../../../src/commands/remove-loose-files.ts';
import { removeOrphanContents } from '../../../src/commands/remove-orphan-contents.ts';
import { createFileFolder } from '../../../src/runtime/files.ts';
import { backupDatabase } from '../../../src/store/db/backup.ts';
import { restoreDatabase } from '../../../src/store/db/restore.ts';
import { chunksElsewhere } from '../../../src/store/files/chunks-elsewhere.ts';
import { createStoredFiles } from '../../../src/store/files/file-chunks.ts';
import { claimFiles, insertFile, removeFilesOf } from '../../../src/store/files/files.ts';
import type { Schema } from '../../../src/store/schema.ts';
import { agentApi } from '../../support/agent-api.ts';
import { testApp } from '../../support/app.ts';
import { openTestDatabase } from '../../support/database.ts';
import { type TestVisitor, visitorAt } from '../../support/visitor.ts';
import { setWidget } from '../../support/widget-settings.ts';
import { workspaceApi } from '../../support/workspace-api.ts';

const app = testApp();
const agent = agentApi(app);
const workspace = workspaceApi(app);
let june: TestVisitor;
beforeEach(async () => {
  june = await visitorAt(app.current.parley);
});

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const JPEG = Buffer.concat([Buffer.from('ffd8ffe000104a46494600010100000100010000ffdb', 'hex'), Buffer.alloc(64, 1)]);
const GIF = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
const WEBP = Buffer.from('UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==', 'base64');
const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');

function form(bytes: Buffer, name: string, field = 'file') {
  const boundary = `form-${randomUUID()}`;
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="${field}"; filename="${name}"\r\nContent-Type: text/html\r\n\r\n`;
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  };
}

function upload(bytes: Buffer, name = 'photo.png', visitor: Pick<TestVisitor, 'headers'> = june) {
  const { headers, payload } = form(bytes, name);
  return app.current.parley.app.inject({
    method: 'POST',
    url: '/widget/files',
    headers: { ...headers, ...visitor.headers },
    payload,
  });
}

const path = (url: string): string => new URL(url).pathname;
const fetched = (url: string, method: 'GET' | 'HEAD' = 'GET') =>
  app.current.parley.app.inject({ method, url: path(url) });

describe('a file of a visitor', () => {
  it.each([
    ['image/png', PNG, 'inline'],
    ['image/jpeg', JPEG, 'inline'],
    ['image/gif', GIF, 'inline'],
    ['image/webp', WEBP, 'inline'],
    ['application/pdf', PDF, 'attachment'],
  ])('of type %s is told by its bytes, and comes back as they were', async (contentType, bytes, shown) => {
    const answer = await upload(bytes, 'page.html');
    expect(answer.statusCode, answer.body).toBe(200);
    expect(answer.headers['access-control-allow-origin']).toBe('*');
    expect(answer.json()).toMatchObject({ content_type: contentType, size: bytes.length });
    expect(answer.json().name).toMatch(/^page\.html\.(png|jpg|gif|webp|pdf)$/);
    const file = await fetched(answer.json().url);
    expect(file.statusCode).toBe(200);
    expect(file.rawPayload.equals(bytes)).toBe(true);
    expect(file.headers).toMatchObject({
      'content-type': contentType,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      'cross-origin-resource-policy': 'cross-origin',
    });
    expect(file.headers['cache-control']).toMatch(/^private/);
    expect(file.headers['content-disposition']).toMatch(new RegExp(`^${shown};`));
    const head = await fetched(answer.json().url, 'HEAD');
    expect([head.statusCode, head.headers['content-type'], head.body]).toEqual([200, contentType, '']);
  });

  it.each([
    ['a page', Buffer.from('<!doctype html><script>alert(1)</script>'), 'text/html'],
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), 'image/svg+xml'],
    ['a program', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]), 'application/x-msdownload'],
    ['an archive', Buffer.from('504b03040a0000000000000000000000000000000000000000000000', 'hex'), 'application/zip'],
    ['a text', Buffer.from('Hello'), 'no type that is known'],
    ['a GIF that is a script', Buffer.concat([GIF, Buffer.from('<script>alert(1)</script>')]), 'text/html'],
    ['a PNG that is a PDF', Buffer.concat([PNG, PDF]), 'no type that is known'],
    ['a PDF behind something else', Buffer.concat([Buffer.from('#!/bin/sh\n'), PDF]), 'no type that is known'],
  ])('that is %s is refused by what it is, whatever its name', async (_what, bytes, named) => {
    const answer = await upload(bytes, 'photo.png');
    expect(answer.statusCode).toBe(415);
    expect(answer.json().message).toContain(named);
    expect(answer.json()).toMatchObject({
      error: 'unsupported_media_type',
      details: { allowed: ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'application/pdf'] },
    });
    expect(await app.current.database.db.selectFrom('files').selectAll().execute()).toEqual([]);
  });

  it('of more than 10 MB is refused, and one of as much is taken', async () => {
    const ofSize = (size: number) => Buffer.concat([PNG, Buffer.alloc(size - PNG.length)]);
    const tooLarge = await upload(ofSize(LIMITS.visitorFileMaxBytes + 1));
    expect(tooLarge.statusCode).toBe(413);
    expect(tooLarge.json()).toMatchObject({
      error: 'payload_too_large',
      message: 'The file is larger than 10 MB.',
      details: { max_bytes: LIMITS.visitorFileMaxBytes },
    });
    const whole = ofSize(LIMITS.visitorFileMaxBytes);
    const taken = await upload(whole);
    expect(taken.statusCode).toBe(200);
    expect((await fetched(taken.json().url)).rawPayload.equals(whole)).toBe(true);
  });

  it('keeps a name in any script, and none that could fool a person', async () => {
    const { name, url } = (await upload(PDF, 'Überweisung (1) "März"\u202Efdp.exe.pdf')).json();
    expect(name).not.toMatch(/[\u202E"]/);
    const { 'content-disposition': disposition } = (await fetched(url)).headers;
    expect(disposition).toMatch(/^attachment; filename="[\x20-\x7E]+"; filename\*=UTF-8''%C3%9Cberweisung%20%281%29/);
  });

  it('is refused without a session, where it is empty, where there is none and where files are off', async () => {
    const nobody = await upload(PNG, 'a.png', { headers: { authorization: 'Bearer x' } });
    expect([nobody.statusCode, nobody.json().error]).toEqual([401, 'invalid_session']);
    const empty = await upload(Buffer.alloc(0));
    expect([empty.statusCode, empty.json().error]).toEqual([400, 'empty_file']);
    const json = await june.call('POST', '/files', { file: 'x' });
    expect([json.statusCode, json.json().error]).toEqual([415, 'not_a_form']);
    await setWidget(app.current, { attachments: false });
    const off = await upload(PNG);
    expect([off.statusCode, off.json().error]).toEqual([403, 'attachments_off']);
  });

  it('of a visitor whom nobody vouches for is refused where the site must', async () => {
    await setWidget(app.current, { identityRequired: true });
    expect((await upload(PNG)).json().error).toBe('identity_required');
    const known = await visitorAt(app.current.parley, { subject: 'user-1' });
    expect((await upload(PNG, 'a.png', known)).statusCode).toBe(200);
  });

  it('is one of at most 20 in an hour', async () => {
    for (let index = 0; index < 20; index += 1) expect((await upload(PNG)).statusCode).toBe(200);
    const refused = await upload(PNG);
    expect(refused.statusCode).toBe(429);
    expect(refused.json()).toMatchObject({ error: 'too_many_files', details: { max_files: 20 } });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    const other = await visitorAt(app.current.parley);
    expect((await upload(PNG, 'a.png', other)).statusCode).toBe(200);
  });
});

describe('the address of a file', () => {
  it('cannot be made from an id, and leads nowhere once it is changed', async () => {
    const { id, url } = (await upload(PNG)).json();
    const changed = url.slice(0, -3) + (url.endsWith('AAA') ? 'BBB' : 'AAA');
    for (const address of [changed, `http://x/files/${id}`, 'http://x/files/', 'http://x/files/a/b']) {
      const answer = await fetched(address);
      expect(answer.statusCode).toBe(404);
      expect(answer.body).not.toContain(id);
    }
  });

  it('says in plain words that an erased file is gone', async () => {
    const { id, url } = (await upload(PNG)).json();
    const { database, parley } = app.current;
    const { conversation_id } = await june.says('Look', {});
    await claim(conversation_id, [id]);
    expect((await fetched(url)).statusCode).toBe(200);
    const removed = await database.transaction((tx) => removeFilesOf(tx, [conversation_id]));
    expect(removed).toEqual([id]);
    await parley.deps.files.remove(removed);
    const gone = await fetched(url);
    expect(gone.statusCode).toBe(404);
    expect(gone.headers['content-type']).toContain('text/html');
    expect(gone.body).toContain('This file is not here, or not any more.');
    expect(await database.db.selectFrom('file_chunks').selectAll().execute()).toEqual([]);
  });
});

async function claim(conversationId: string, ids: string[], visitor: TestVisitor = june) {
  const { deps } = app.current.parley;
  const { agentId, visitorId } = visitor.session;
  const { workspace_id: workspaceId } = await deps.database.db
    .selectFrom('agents')
    .select('workspace_id')
    .where('id', '=', agentId)
    .executeTakeFirstOrThrow();
  const claimed = {
    workspaceId,
    agentId,
    visitorId,
    conversationId,
    ids,
    addressOf: (id: string) => fileAddress(deps, id),
  };
  return deps.database.transaction((tx) => claimFiles(tx, claimed));
}

describe('a loose file', () => {
  it('is given to a message once, and only by who uploaded it', async () => {
    const first = (await upload(PNG, 'a.png')).json();
    const second = (await upload(PDF, 'b.pdf')).json();
    const other = await visitorAt(app.current.parley);
    const { conversation_id } = await june.says('Look');
    const give = (ids: string[], visitor?: TestVisitor) => claim(conversation_id, ids, visitor);
    await expect(give([first.id], other)).rejects.toMatchObject({ details: { reason: 'unknown_file' } });
    await expect(give([first.id, randomUUID()])).rejects.toMatchObject({ details: { reason: 'unknown_file' } });
    const attachments = await give([second.id, first.id, second.id]);
    expect(attachments).toMatchObject([
      { id: second.id, name: 'b.pdf', content_type: 'application/pdf', size: PDF.length },
      { id: first.id, name: 'a.png', content_type: 'image/png', size: PNG.length },
    ]);
    expect((await fetched(attachments[0]?.url ?? '')).rawPayload.equals(PDF)).toBe(true);
    await expect(give([first.id])).rejects.toMatchObject({ details: { reason: 'unknown_file' } });
  });

  it('is removed after a day, with its content; one of a message stays', async () => {
    const loose = (await upload(PNG)).json();
    const kept = (await upload(PDF)).json();
    const { conversation_id } = await june.says('Look');
    const { database, parley } = app.current;
    await claim(conversation_id, [kept.id]);
    const later = (hours: number) => ({
      ...parley.deps,
      clock: { ...parley.deps.clock, now: () => new Date(Date.now() + hours * 60 * 60 * 1000) },
    });
    await removeLooseFiles(later(23));
    expect((await fetched(loose.url)).statusCode).toBe(200);
    await removeLooseFiles(later(25));
    expect((await fetched(loose.url)).statusCode).toBe(404);
    expect((await fetched(kept.url)).statusCode).toBe(200);
    const chunks = await database.db.selectFrom('file_chunks').select('file_id').execute();
    expect(chunks).toEqual([{ file_id: kept.id }]);
  });
});

describe('a file of a message', () => {
  it('is shown with it to the team, to other systems and to the visitor', async () => {
    const file = (await upload(PNG, 'broken.png')).json();
    const { conversation_id: id } = await june.says('', { files: [file.id] });
    const { parley } = app.current;
    const { items } = (await agent('GET', `/v1/api_core/conversations/${id}/events`)).body;
    const { attachments } = items.find(({ data }: { data: { author?: string } }) => data.author === 'visitor').data;
    const message = (await workspace('GET', `/conversations/${id}/messages`)).body.data.find(
      ({ role }: { role: string }) => role === 'user',
    );
    const listed = (await june.call('GET', '/conversations')).json().items;
    expect(listed).toMatchObject([{ id, last_message: 'broken.png' }]);
    const own = (await june.events(id)).flatMap((event) => (event.type === 'message' ? event.message.attachments : []));
    expect(attachments).toMatchObject([{ id: file.id, name: 'broken.png', content_type: 'image/png' }]);
    expect(own).toMatchObject([{ id: file.id, name: 'broken.png', size: PNG.length }]);
    expect(message.parts).toMatchObject([{ type: 'file', file_filename: 'broken.png', file_media_type: 'image/png' }]);
    for (const url of [message.parts[0].file_url, own[0]?.url ?? '']) {
      expect(url.startsWith(parley.deps.baseUrl())).toBe(true);
      expect((await fetched(url)).rawPayload.equals(PNG)).toBe(true);
    }
  });
});

describe('contents whose file was erased', () => {
  const erasedWithout = async (files: { remove(ids: readonly string[]): Promise<void> }) => {
    const { parley, first } = app.current;
    const { workspace_id: workspaceId } = await app.current.database.db
      .selectFrom('agents')
      .select('workspace_id')
      .where('id', '=', first.chatbot_id)
      .executeTakeFirstOrThrow();
    const { agentId, visitorId } = june.session;
    const origin = { workspaceId, actor: { type: 'visitor' }, ip: null, userAgent: null } as const;
    const deps = { ...parley.deps, files: { ...parley.deps.files, ...files } };
    return eraseVisitor(deps, { agentId, visitorId, origin });
  };
  const kept = async () => (await app.current.database.db.selectFrom('file_chunks').select('file_id').execute()).length;

  it('and that could not be removed then are removed by the hourly job, and no others', async () => {
    const eve = await visitorAt(app.current.parley);
    const hers = (await upload(PDF, 'hers.pdf', eve)).json();
    const file = (await upload(PNG)).json();
    await june.says('Look', { files: [file.id] });
    await upload(PNG, 'loose.png');
    const disk = { remove: () => Promise.reject(new Error('the disk is away')) };
    expect(await erasedWithout(disk)).toEqual({ conversations: 1, files: 2 });
    expect(await kept()).toBe(3);
    await removeOrphanContents(app.current.parley.deps);
    expect(await kept()).toBe(1);
    expect((await fetched(hers.url)).statusCode).toBe(200);
  });

  it('are removed from a folder, with what a killed process has left half written', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'parley-files-'));
    try {
      const files = createFileFolder(folder);
      const [gone, half] = [randomUUID(), randomUUID()];
      await files.write(gone, PNG);
      await files.write(half, PNG);
      const path = join(folder, half.slice(-2), half);
      await rename(path, `${path}.partial`);
      const { id } = (await upload(PDF)).json();
      await files.write(id, PDF);
      await removeOrphanContents({ ...app.current.parley.deps, files });
      const left = await readdir(folder, { recursive: true, withFileTypes: true });
      expect(left.filter((each) => each.isFile()).map(({ name }) => name)).toEqual([id]);
      await removeOrphanContents({ ...app.current.parley.deps, files: createFileFolder(join(folder, 'none')) });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

describe('contents of files', () => {
  const content = Buffer.alloc(2.5 * 1024 * 1024, 'parley');
  const id = randomUUID();

  it('come back whole from the database and from a folder, and are gone once removed', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'parley-files-'));
    try {
      for (const files of [createStoredFiles(app.current.database), createFileFolder(folder)]) {
        await files.write(id, content);
        expect((await files.read(id))?.equals(content)).toBe(true);
        expect(await files.read(randomUUID())).toBeNull();
        await files.remove([id, randomUUID()]);
        expect(await files.read(id)).toBeNull();
      }
      expect((await readdir(folder, { recursive: true, withFileTypes: true })).filter((each) => each.isFile())).toEqual(
        [],
      );
      await expect(createFileFolder(folder).read('../secret')).rejects.toThrow('UUID');
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('in a folder are in a backup, and come back out of the database', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'parley-files-'));
    const other = await openTestDatabase<Schema>();
    try {
      const files = createFileFolder(folder);
      const { database, first } = app.current;
      const owner = { workspaceId: randomUUID(), agentId: first.chatbot_id, visitorId: null, createdAt: new Date() };
      const file = { id, name: 'a.png', contentType: 'image/png', size: content.length };
      await insertFile(database.db, { ...file, ...owner });
      await insertFile(database.db, { ...file, ...owner, id: randomUUID() });
      await files.write(id, content);
      await backupDatabase(database, join(folder, 'backup'), {
        async *more(table, tx) {
          if (table === 'file_chunks') yield* chunksElsewhere(tx, files.read);
        },
      });
      await restoreDatabase(other.database, join(folder, 'backup'));
      expect((await createStoredFiles(other.database).read(id))?.equals(content)).toBe(true);
      expect(await other.database.db.selectFrom('file_chunks').select('part').orderBy('part').execute()).toHaveLength(
        3,
      );
    } finally {
      await other.remove();
      await rm(folder, { recursive: true, force: true });
    }
  });
});
