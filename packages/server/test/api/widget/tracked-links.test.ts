import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { linkAddress } from '../../../src/commands/link-address.ts';
import { CONVERSATION_TOKEN, conversationContent } from '../../../src/domain/conversation/conversation-link.ts';
import { agentApi } from '../../support/agent-api.ts';
import { testApp } from '../../support/app.ts';
import { browser } from '../../support/person.ts';
import { type TestVisitor, visitorAt } from '../../support/visitor.ts';
import { setWidget } from '../../support/widget-settings.ts';
import { workspaceApi } from '../../support/workspace-api.ts';

const app = testApp();
const agent = agentApi(app);
const workspace = workspaceApi(app);
const TERMS = 'https://shop.example/terms?of=use&v=2';
let june: TestVisitor;
let conversation: { workspaceId: string; conversationId: string };
let reply: { id: string; ord: number };

beforeEach(async () => {
  await setWidget(app.current, { linkTracking: true });
  june = await visitorAt(app.current.parley);
  conversation = await conversationOf(june);
  reply = await replyIn(conversation.conversationId, `Here are [our terms](${TERMS}).`);
});

async function conversationOf(visitor: TestVisitor) {
  const { conversation_id: id } = await visitor.says('Where are your terms? https://visitor.example');
  const { workspace_id } = await app.current.database.db
    .selectFrom('conversations')
    .select('workspace_id')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return { workspaceId: workspace_id, conversationId: id };
}

async function replyIn(conversationId: string, text: string): Promise<{ id: string; ord: number }> {
  await workspace('PATCH', `/conversations/${conversationId}`, { status: 'open' });
  const { id } = (await workspace('POST', `/conversations/${conversationId}/messages`, { text })).body;
  return app.current.database.db
    .selectFrom('messages')
    .select(['id', 'ord'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
}

const address = (url: string, place: object = {}): string =>
  linkAddress(app.current.parley.deps, { ...conversation, ord: reply.ord, url, ...place });
const follow = (link: string, headers: Record<string, string> = {}, method: 'GET' | 'HEAD' = 'GET') =>
  app.current.parley.app.inject({ method, url: new URL(link).pathname, headers });
const followed = async () =>
  (await agent('GET', `/v1/api_core/conversations/${conversation.conversationId}/events?limit=100`)).body.items.filter(
    ({ type }: { type: string }) => type === 'tracked_link',
  );

describe('a link of a reply', () => {
  it('leads where it did, and each time leaves an event with the message, the address and the time', async () => {
    const answer = await follow(address(TERMS));
    expect([answer.statusCode, answer.headers.location]).toEqual([302, TERMS]);
    expect(answer.headers).toMatchObject({
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      'x-robots-tag': 'noindex, nofollow',
    });
    await follow(address(TERMS));
    const item = {
      type: 'tracked_link',
      seq: expect.any(Number),
      data: {
        id: expect.any(String),
        url: TERMS,
        message_id: reply.id,
        created_at: expect.stringMatching(/^20.*Z$/),
      },
    };
    expect(await followed()).toEqual([item, item]);
    const { data } = (await workspace('GET', `/conversations/${conversation.conversationId}/events?limit=100`)).body;
    expect(data.at(-1)).toMatchObject({
      type: 'link.followed',
      data: { ord: reply.ord, message_id: reply.id, url: TERMS },
    });
  });

  it('of the chat page is tracked too, and leads where it says while the agent has it off', async () => {
    const { parley, first } = app.current;
    const content = conversationContent({ id: conversation.conversationId, agentId: first.chatbot_id });
    const reader = browser(parley);
    const path = `/c/${first.scenario_id}`;
    await reader.get(`${path}?conversation=${parley.deps.links.seal(CONVERSATION_TOKEN, content, 60_000)}`);
    const hrefs = async () =>
      [...(await reader.get(path)).body.matchAll(/<a href="([^"]+)">our terms<\/a>/g)].map(([, href = '']) => href);
    const [link = ''] = await hrefs();
    const answer = await follow(link);
    expect([answer.statusCode, answer.headers.location]).toEqual([302, TERMS]);
    expect(await followed()).toMatchObject([{ data: { url: TERMS, message_id: reply.id } }]);
    await setWidget(app.current, { linkTracking: false });
    expect(await hrefs()).toEqual([TERMS.replaceAll('&', '&amp;')]);
  });

  it('is led on, and not counted, for whoever only looks', async () => {
    const looks: [Record<string, string>, 'GET' | 'HEAD'][] = [
      [{ 'sec-purpose': 'prefetch;prerender' }, 'GET'],
      [{ purpose: 'prefetch' }, 'GET'],
      [{ 'x-moz': 'prefetch' }, 'GET'],
      [{ 'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' }, 'GET'],
      [{}, 'HEAD'],
    ];
    for (const [headers, method] of looks) {
      const answer = await follow(address(TERMS), headers, method);
      expect([answer.statusCode, answer.headers.location]).toEqual([302, TERMS]);
    }
    await setWidget(app.current, { linkTracking: false });
    expect((await follow(address(TERMS))).statusCode).toBe(302);
    expect(await followed()).toEqual([]);
  });

  const leadsFrom = (url: string) =>
    app.current.database.db
      .updateTable('messages')
      .set({
        sources: JSON.stringify([
          { id: 7, article_id: randomUUID(), title: 'Lamp', url, quote: 'x', article_version: 1, start: 0, end: 1 },
        ]),
      })
      .where('id', '=', reply.id)
      .execute();

  it('leads to the address of a source too, in any of its languages', async () => {
    const url = 'https://shop.example/7';
    await leadsFrom(url);
    expect((await follow(address(url))).headers.location).toBe(url);
    expect((await follow(address('https://shop.example/8'))).statusCode).toBe(404);
  });

  it('leads to an address in any script, written as browsers ask for it', async () => {
    const url = 'https://shop.example/ścieżka/12?x=日本';
    await leadsFrom(url);
    const answer = await follow(address(url));
    const asked = 'https://shop.example/%C5%9Bcie%C5%BCka/12?x=%E6%97%A5%E6%9C%AC';
    expect([answer.statusCode, answer.headers.location]).toEqual([302, asked]);
    expect(await followed()).toMatchObject([{ data: { url } }]);
  });

  it('is not counted where it leads to an address that there cannot be', async () => {
    const url = 'https://shop.example:99999/lamp';
    await leadsFrom(url);
    expect((await follow(address(url))).statusCode).toBe(404);
    expect(await followed()).toEqual([]);
  });

  it('can only lead where its message led', async () => {
    const elsewhere = 'https://evil.example/';
    const other = await conversationOf(await visitorAt(app.current.parley));
    const visitors = await replyIn(other.conversationId, `See ${elsewhere}`);
    const attempts = [
      address(elsewhere),
      address(`${TERMS}&more=1`),
      address('javascript:alert(1)'),
      address('/path'),
      address(TERMS, { ord: visitors.ord + 7 }),
      address(TERMS, { ...other, ord: visitors.ord }),
      address(TERMS, { workspaceId: randomUUID() }),
      // What the visitor wrote is no reply.
      address('https://visitor.example', { ord: 2 }),
      `${address(TERMS).slice(0, -4)}AAAA`,
      `https://x/l/${encodeURIComponent(elsewhere)}`,
      june.token ? `https://x/l/${june.token}` : '',
    ];
    for (const attempt of attempts) {
      const answer = await follow(attempt);
      expect([attempt, answer.statusCode]).toEqual([attempt, 404]);
      expect(answer.headers.location).toBeUndefined();
      expect(answer.body).toContain('There is nothing here');
    }
    expect(await followed()).toEqual([]);
  });

  it('leads nowhere once the conversation is erased', async () => {
    const link = address(TERMS);
    const { db } = app.current.database;
    await db.deleteFrom('messages').where('conversation_id', '=', conversation.conversationId).execute();
    await db.deleteFrom('conversations').where('id', '=', conversation.conversationId).execute();
    const answer = await follow(link);
    expect(answer.statusCode).toBe(404);
    expect(answer.headers['content-type']).toContain('text/html');
    expect(answer.body).toContain('There is nothing here');
  });
});
