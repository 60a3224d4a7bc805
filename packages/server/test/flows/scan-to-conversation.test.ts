import { beforeEach, describe, expect, it } from 'vitest';
import { testApp } from '../support/app.ts';
import { chatClient } from '../support/chat.ts';
import { visitorBrowser } from '../support/visitor-browser.ts';
import { workspaceApi } from '../support/workspace-api.ts';

const app = testApp();
const call = workspaceApi(app);
const { say } = chatClient(app);
let url = '';
beforeEach(async () => {
  const { app: server } = app.current.parley;
  url ||= await server.listen({ port: 0, host: '127.0.0.1' });
});

const chatbot = () => ({ type: 'chatbot', chatbot: { id: app.current.first.chatbot_id } });
const make = async (noun: string, given: object) =>
  (await call('POST', `/${noun}`, { name: 'A door', destination: chatbot(), ...given })).body;
const conversations = async () => (await call('GET', '/conversations')).body.data;

describe('a visitor who scans a code', () => {
  it.each([
    ['qr-codes', {}, 'qr_code_id'],
    ['products', { gtin: '4006381333931' }, 'product_id'],
    ['objects', { type: 'room', external_id: 'room-12' }, 'object_id'],
  ])('of %s talks to the agent, and the conversation says through which door they came', async (noun, given, field) => {
    const door = await make(noun, given);
    const browser = visitorBrowser(url);
    await browser.open(`${new URL(door.url).pathname}?utm_source=poster`);
    expect([browser.status, new URL(browser.address).pathname]).toEqual([200, `/c/${app.current.first.scenario_id}`]);
    expect(browser.messages.map(({ who }) => who)).toEqual(['Ada']);
    await browser.send({ text: 'Hello <b>there</b>' });
    expect(browser.address).toBe(`${url}/c/${app.current.first.scenario_id}`);
    expect(browser.messages.map(({ who }) => who)).toEqual(['Ada', 'You', 'Ada']);
    expect(browser.messages[1]?.text).toBe('Hello &lt;b&gt;there&lt;/b&gt;');
    const [conversation, ...others] = await conversations();
    expect(others).toEqual([]);
    const doors = { qr_code_id: null, product_id: null, object_id: null, [field]: door.id };
    expect(conversation).toMatchObject(doors);
    const seen = (await call('GET', `/${noun}/${door.id}`)).body;
    expect([seen.total_scans, seen.last_scanned_at !== null]).toEqual([1, true]);
    const scans = (await call('GET', `/${noun}/${door.id}/scans`)).body;
    expect(scans.data[0]).toMatchObject({
      [field]: door.id,
      destination: { type: 'chatbot', id: app.current.first.chatbot_id },
      query_params: { utm_source: 'poster' },
      location: null,
    });
  });

  it('goes on in the same conversation, also when they scan it again, and begins another at another door', async () => {
    const [table, bar] = [await make('qr-codes', {}), await make('qr-codes', {})];
    const browser = visitorBrowser(url);
    await browser.open(new URL(table.url).pathname);
    await browser.send({ text: 'One' });
    await browser.send({ text: 'Two' });
    await browser.open(new URL(table.url).pathname);
    await browser.send({ text: 'Three' });
    expect((await conversations()).length).toBe(1);
    await browser.open(new URL(bar.url).pathname);
    expect(browser.messages.map(({ who }) => who)).toEqual(['Ada']);
    await browser.send({ text: 'Four' });
    expect((await conversations()).map((one: { qr_code_id: string }) => one.qr_code_id)).toEqual([bar.id, table.id]);
  });

  it('is led to the GTIN of a product on its package, in either form', async () => {
    const product = await make('products', { gtin: '4006381333931' });
    for (const path of ['/p/4006381333931', '/01/04006381333931', new URL(product.url).pathname]) {
      const browser = visitorBrowser(url);
      await browser.open(path);
      expect(browser.status).toBe(200);
      await browser.send({ text: 'Hello' });
    }
    const ids = (await conversations()).map((one: { product_id: string }) => one.product_id);
    expect(ids).toEqual([product.id, product.id, product.id]);
  });
});

describe('a link that leads to an address', () => {
  const led = (path: string, init: RequestInit = {}) => fetch(`${url}${path}`, { redirect: 'manual', ...init });

  it('carries the parameters, where the visitor’s own win, and leads nowhere else', async () => {
    const destination = { type: 'url', url: 'https://example.com/menu?lang=en' };
    const code = await make('qr-codes', { destination });
    const url_params = [
      { key: 'utm_source', value: 'poster' },
      { key: 'table', value: '12' },
    ];
    await call('PUT', `/qr-codes/${code.id}/url-params`, { url_params });
    const answer = await led(`/q/${code.public_slug}?table=13&url=https://evil.example&next=//evil.example`);
    expect(answer.status).toBe(302);
    const target = new URL(answer.headers.get('location') ?? '');
    expect([target.origin, target.pathname]).toEqual(['https://example.com', '/menu']);
    expect(Object.fromEntries(target.searchParams)).toMatchObject({ lang: 'en', utm_source: 'poster', table: '13' });
    const { body } = await call('GET', `/qr-codes/${code.id}/scans`);
    expect(body.data[0].destination).toEqual({ type: 'url', id: null, url: destination.url });
  });

  it('leads nowhere when it is unknown, inactive, archived or leads nowhere yet, and counts nothing', async () => {
    const code = await make('qr-codes', { destination: { type: 'url', url: 'https://example.com' } });
    const empty = (await call('POST', '/qr-codes', { name: 'Empty' })).body;
    for (const slug of ['unknown', '%00', '..%2f', 'a'.repeat(90), empty.public_slug]) {
      expect((await led(`/q/${slug}`)).status).toBeGreaterThanOrEqual(404);
    }
    expect((await led(`/o/${code.public_slug}`)).status).toBe(404);
    for (const status of ['inactive', 'archived']) {
      await call('PATCH', `/qr-codes/${code.id}`, { status });
      const answer = await led(`/q/${code.public_slug}`);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
    }
    expect((await call('GET', `/qr-codes/${code.id}`)).body.total_scans).toBe(0);
  });

  it('counts every scan of many at once, keeps the log in pages, and does not count a look at the headers', async () => {
    const code = await make('qr-codes', { destination: { type: 'url', url: 'https://example.com' } });
    await Promise.all(Array.from({ length: 30 }, () => led(`/q/${code.public_slug}`)));
    await led(`/q/${code.public_slug}`, { method: 'HEAD' });
    expect((await call('GET', `/qr-codes/${code.id}`)).body.total_scans).toBe(30);
    const ids: string[] = [];
    let cursor = '';
    do {
      const { body } = await call('GET', `/qr-codes/${code.id}/scans?limit=7${cursor}`);
      ids.push(...body.data.map(({ id }: { id: string }) => id));
      cursor = body.next_cursor === null ? '' : `&cursor=${body.next_cursor}`;
    } while (cursor !== '');
    expect([ids.length, new Set(ids).size]).toEqual([30, 30]);
    expect(ids).toEqual(ids.toSorted().reverse());
  });
});

describe('the signed entry of a scan link', () => {
  const entryOf = async (door: { url: string }) => {
    const answer = await fetch(`${url}${new URL(door.url).pathname}`, { redirect: 'manual' });
    return new URL(answer.headers.get('location') ?? '', url).searchParams.get('entry') ?? '';
  };

  it('is taken by POST /chat, too', async () => {
    const code = await make('qr-codes', {});
    const answer = await say('Hello', { entry: await entryOf(code) } as object);
    expect(answer.statusCode).toBe(200);
    expect((await conversations())[0].qr_code_id).toBe(code.id);
  });

  it('is refused by POST /chat when it is forged, and nothing is stored', async () => {
    const token = await entryOf(await make('qr-codes', {}));
    for (const entry of ['x', token.slice(0, -4), `${token.slice(0, 30)}AAAA${token.slice(34)}`]) {
      const answer = await say('Hello', { entry } as object);
      expect([answer.statusCode, answer.body]).toEqual([400, 'The field entry is not valid, or is too old.']);
    }
    expect(await conversations()).toEqual([]);
  });
});
