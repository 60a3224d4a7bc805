import { describe, expect, it } from 'vitest';
import { removeOrphanContents } from '../../../src/commands/remove-orphan-contents.ts';
import { replyAsPerson } from '../../../src/commands/reply-as-person.ts';
import { takeOver } from '../../../src/commands/take-over.ts';
import { testApp } from '../../support/app.ts';
import { listAudit } from '../../support/audit.ts';
import { browser as aBrowser, signedIn, type TestBrowser } from '../../support/person.ts';
import { visitorAt } from '../../support/visitor.ts';

const app = testApp();
/** One red and one blue dot. */
const [RED, BLUE] = [
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==',
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPj/HwADBwIAMCbHYQAAAABJRU5ErkJggg==',
].map((text) => Buffer.from(text, 'base64')) as [Buffer, Buffer];

const cookieOf = ({ cookies }: TestBrowser) => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');

/** Sends the form as a browser does; `from` is what it says of where the request comes from. */
async function send(browser: TestBrowser, bytes: Buffer, from = 'same-origin') {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(bytes)], { type: 'image/png' }), 'kim.png');
  const request = new Request('http://form.example', { method: 'POST', body: form });
  return app.current.parley.app.inject({
    method: 'POST',
    url: '/account/picture',
    headers: {
      'content-type': request.headers.get('content-type') ?? '',
      'sec-fetch-site': from,
      cookie: cookieOf(browser),
    },
    payload: Buffer.from(await request.arrayBuffer()),
  });
}

const files = () => app.current.database.db.selectFrom('files').select('id').execute();
const fetchImage = (address: string) => app.current.parley.app.inject(address.replace(/^https?:\/\/[^/]+/, ''));
const shownIn = async (browser: TestBrowser) => {
  const { body } = await browser.get('/account');
  return /<img class="face[^"]*" src="([^"]+)"/.exec(body)?.[1] ?? null;
};

describe('the picture of a person', () => {
  it('is seen by the visitors whom they answer, in the stream, the list and beside the status', async () => {
    const { parley } = app.current;
    const { person, browser, workspaceId } = await signedIn(parley, 'agent');
    expect((await send(browser, RED)).headers.location).toBe('/account?done=picture');
    const ada = await visitorAt(parley);
    const { conversation_id: id } = await ada.says('Hello');
    const origin = { workspaceId, actor: { type: 'operator', id: person.id }, ip: null, userAgent: null } as const;
    await takeOver(parley.deps, { workspaceId, conversationId: id, origin });
    const reply = { text: 'A person here', attachments: [], mode: 'inbox' } as const;
    await replyAsPerson(parley.deps, { workspaceId, conversationId: id, origin, ...reply });

    const events = await ada.events(id);
    const said = events.flatMap((event) => (event.type === 'message' && event.message.operator) || []);
    const status = events.flatMap((event) => (event.type === 'status' && event.operator) || []);
    const [listed] = (await ada.call('GET', '/conversations')).json().items;
    const address = said[0]?.avatar_url ?? '';
    expect(address).toMatch(/^http:\/\/[^/]+\/widget\/people\/[\da-f-]{36}$/);
    for (const operator of [...said, ...status, listed.operator]) {
      expect(operator).toEqual({ name: 'agent Smith', avatar_url: address });
    }
    const image = await fetchImage(address);
    expect([image.statusCode, image.headers['content-type'], image.rawPayload.equals(RED)]).toEqual([
      200,
      'image/png',
      true,
    ]);
    expect(image.headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'content-security-policy': "default-src 'none'; sandbox",
    });
    const team = (await browser.api('GET', `/${workspaceId}/team/members`)).json().data;
    expect(team.map((member: { avatar_url: string | null }) => member.avatar_url)).toContain(address);
  });

  it('takes the place of the one before, outlives the search for orphans, and goes when it is removed', async () => {
    const { parley } = app.current;
    const { browser } = await signedIn(parley, 'member');
    await send(browser, RED);
    const first = (await shownIn(browser)) ?? '';
    await send(browser, BLUE);
    const second = (await shownIn(browser)) ?? '';
    await removeOrphanContents(parley.deps);
    expect([(await fetchImage(first)).statusCode, (await fetchImage(second)).rawPayload.equals(BLUE)]).toEqual([
      404,
      true,
    ]);
    expect(await files()).toHaveLength(1);
    expect((await browser.post('/account/picture/remove')).headers.location).toBe('/account?done=picture_removed');
    expect([await shownIn(browser), (await fetchImage(second)).statusCode, await files()]).toEqual([null, 404, []]);
    const actions = (await listAudit(parley)).map(({ action }) => action);
    expect(actions.filter((action) => action.startsWith('picture.'))).toHaveLength(3);
  });

  it.each([
    [
      'a page in disguise',
      Buffer.from('<!doctype html><script>alert(1)</script>'),
      415,
      'A picture is a PNG, JPEG, GIF or WebP image',
    ],
    [
      'a drawing with scripts',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"></svg>'),
      415,
      'A picture is a PNG, JPEG, GIF or WebP image',
    ],
    ['an image that is too large', Buffer.concat([RED, Buffer.alloc(5 * 1024 * 1024)]), 413, 'at most 5 MB'],
    ['nothing', Buffer.alloc(0), 400, 'Choose a picture first'],
  ])('is not %s', async (_name, bytes, status, words) => {
    const { browser } = await signedIn(app.current.parley, 'agent');
    const answer = await send(browser, bytes);
    expect([answer.statusCode, answer.body.includes(words), await shownIn(browser), await files()]).toEqual([
      status,
      true,
      null,
      [],
    ]);
  });

  it('is set by the person alone: not by a page of another site, and not by who is not signed in', async () => {
    const { browser } = await signedIn(app.current.parley, 'agent');
    expect((await send(browser, RED, 'cross-site')).statusCode).toBe(403);
    expect((await browser.post('/account/picture/remove', {}, { 'sec-fetch-site': 'cross-site' })).statusCode).toBe(
      403,
    );
    expect((await send(aBrowser(app.current.parley), RED)).headers.location).toBe('/sign-in');
    expect(await files()).toEqual([]);
  });
});

describe('the address of pictures', () => {
  it('serves no file of visitors or agents', async () => {
    const { database, parley, first } = app.current;
    const { workspace_id } = await database.db.selectFrom('agents').select('workspace_id').executeTakeFirstOrThrow();
    const id = parley.deps.ids.uuid();
    const facts = {
      visitor_id: null,
      conversation_id: null,
      user_id: null,
      name: 'x',
      content_type: 'image/png',
      size: 1,
    };
    const row = { ...facts, id, workspace_id, agent_id: first.chatbot_id, created_at: new Date() };
    await database.db.insertInto('files').values(row).execute();
    await parley.deps.files.write(id, RED);
    expect((await fetchImage(`/widget/people/${id}`)).statusCode).toBe(404);
    expect((await fetchImage('/widget/people/..%2f..%2fsecret')).statusCode).toBe(404);
  });
});

describe('the name of a person', () => {
  it('is changed by themselves, and refused when it is none', async () => {
    const { browser } = await signedIn(app.current.parley, 'agent');
    expect((await browser.post('/account/name', { name: ' Noor Ahmadi ' })).headers.location).toBe(
      '/account?done=name',
    );
    expect((await browser.get('/account')).body).toContain('<strong>Noor Ahmadi</strong>');
    for (const name of ['  ', 'x'.repeat(101)]) {
      expect((await browser.post('/account/name', { name })).statusCode).toBe(400);
    }
    expect((await browser.post('/account/name', { name: 'Eve' }, { 'sec-fetch-site': 'cross-site' })).statusCode).toBe(
      403,
    );
    expect((await browser.get('/account')).body).toContain('<strong>Noor Ahmadi</strong>');
  });
});
