import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  CONVERSATION_LINK_MS,
  CONVERSATION_TOKEN,
  conversationContent,
} from '../../../src/domain/conversation/conversation-link.ts';
import { testApp } from '../../support/app.ts';
import { browser, type TestBrowser } from '../../support/person.ts';
import { type TestVisitor, visitorAt } from '../../support/visitor.ts';

let now = () => new Date();
const app = testApp({ clock: { now: () => now(), monotonicMs: () => performance.now() } });
const HOUR_MS = 3_600_000;
let june: TestVisitor;
let id: string;
let stranger: TestBrowser;

beforeEach(async () => {
  now = () => new Date();
  june = await visitorAt(app.current.parley);
  id = (await june.says('Where is my order?')).conversation_id;
  stranger = browser(app.current.parley);
});

const path = () => `/c/${app.current.first.scenario_id}`;
const look = async (who: TestBrowser) => (await who.get(path())).body;
const say = (who: TestBrowser, text: string) => who.post(path(), { text, message_id: randomUUID() });
/** As a mail has it. */
function linkTo(conversationId: string): string {
  const { parley, first } = app.current;
  const content = conversationContent({ id: conversationId, agentId: first.chatbot_id });
  return parley.deps.links.seal(CONVERSATION_TOKEN, content, CONVERSATION_LINK_MS);
}
const follow = async (who: TestBrowser, conversationId = id) => {
  const answer = await who.get(`${path()}?conversation=${linkTo(conversationId)}`);
  expect([answer.statusCode, answer.headers.location]).toEqual([303, path()]);
};

describe('who follows the link of a mail', () => {
  it('reads the conversation and goes on with it', async () => {
    await follow(stranger);
    expect(await look(stranger)).toContain('Where is my order?');
    expect((await say(stranger, 'It is number 7')).statusCode).toBe(303);
    expect(await look(stranger)).toContain('It is number 7');
    const texts = (await june.events(id)).flatMap((event) => (event.type === 'message' ? [event.message.content] : []));
    expect(texts).toContain('It is number 7');
  });

  it('gets no session of its visitor, whether or not there is another conversation yet', async () => {
    await follow(stranger);
    const pages = [await look(stranger)];
    await say(stranger, 'Hello');
    pages.push(await look(stranger));
    await june.says('Something else, in private');
    pages.push(await look(stranger));
    for (const page of pages) {
      expect(page).not.toMatch(/data-session|<script/);
      expect(page).not.toContain('in private');
    }
  });

  it('cannot make a cookie of the link that says who has begun the conversation', async () => {
    stranger.cookies.set('parley_visitor', linkTo(id));
    expect(await look(stranger)).not.toContain('Where is my order?');
  });
});

describe('a browser that has a conversation of its own', () => {
  beforeEach(async () => {
    await say(stranger, 'My own question');
    expect(await look(stranger)).toContain('My own question');
  });

  it('is not bound by a link that somebody sent: it says so, and leads back', async () => {
    await follow(stranger);
    const page = await look(stranger);
    expect(page).toContain('You came here by a link');
    expect(page).not.toContain('My own question');
    const [, back = ''] = /<a href="([^"]+leave[^"]*)"/.exec(page) ?? [];
    expect((await stranger.get(back)).headers.location).toBe(path());
    const own = await look(stranger);
    expect(own).toContain('My own question');
    expect(own).not.toContain('You came here by a link');
  });

  it('is back with it after a day, however much was written behind the link', async () => {
    const begun = Date.now();
    await follow(stranger);
    now = () => new Date(begun + 23 * HOUR_MS);
    await say(stranger, 'Written behind the link');
    now = () => new Date(begun + 25 * HOUR_MS);
    const page = await look(stranger);
    expect(page).toContain('My own question');
    expect(page).not.toContain('Written behind the link');
  });

  it('stays with the widget when the link is of that conversation', async () => {
    expect(await look(stranger)).toContain('data-session');
    const own = await app.current.database.db.selectFrom('conversations').select('id').where('id', '!=', id).execute();
    await follow(stranger, own[0]?.id);
    expect([...stranger.cookies.keys()]).toEqual(['parley_visitor']);
    expect(await look(stranger)).toContain('data-session');
  });
});
