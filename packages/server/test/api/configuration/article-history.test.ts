import { beforeEach, describe, expect, it } from 'vitest';
import { testApp } from '../../support/app.ts';
import { listAudit } from '../../support/audit.ts';
import { signedIn, type TestBrowser } from '../../support/person.ts';

const app = testApp();
let kim: TestBrowser;
let articles: string;
let at: string;
let asked: string;
beforeEach(async () => {
  const { browser, workspaceId } = await signedIn(app.current.parley, 'manager');
  kim = browser;
  const { chatbot_id } = app.current.first;
  articles = `/${workspaceId}/chatbots/${chatbot_id}/knowledge_base/articles`;
  asked = `/${workspaceId}/inbox/agents/${chatbot_id}`;
  at = `${asked}/articles/1`;
  await kim.api('POST', articles, {
    title: 'Returns',
    content: 'You can return any lamp within 30 days.',
    tags: ['shop'],
  });
});
const same = { 'sec-fetch-site': 'same-origin' };
const DRAFT = { title: 'Returns', description: '', content: 'You can return any lamp within 60 days.', tags: ['shop'] };
const answer = async () =>
  (await kim.api('POST', `${asked}/retrieval`, { question: 'Within how many days can I return a lamp?' })).json()
    .decision.text;
const actions = async () => (await listAudit(app.current.parley)).map(({ action }) => action);

describe('a draft of an article', () => {
  it('is not answered from until it is published', async () => {
    const saved = await kim.api('PUT', `${at}/draft`, DRAFT);
    expect([saved.statusCode, saved.json()]).toEqual([
      200,
      {
        object: 'article_draft',
        number: 1,
        ...DRAFT,
        based_on_version: 1,
        is_outdated: false,
        updated_at: expect.any(String),
        author: expect.objectContaining({ type: 'operator', name: 'manager Smith', is_member: true }),
      },
    ]);
    expect(await answer()).toContain('30 days');
    expect((await kim.api('GET', `${articles}/1`)).json()).toMatchObject({ version: 1, state: 'ready' });
    const listed = (await kim.api('GET', `${asked}/drafts`)).json();
    expect(listed.data).toEqual([expect.objectContaining({ number: 1, title: 'Returns' })]);
    expect(listed.data[0]).not.toHaveProperty('content');

    const published = await kim.api('POST', `${at}/draft/publish`);
    expect(published.json()).toEqual({ object: 'published_article', number: 1, version: 2 });
    expect(await answer()).toContain('60 days');
    expect((await kim.api('GET', `${at}/draft`)).statusCode).toBe(404);
    expect((await kim.api('GET', `${asked}/drafts`)).json().data).toEqual([]);
  });

  it('publishes an article that was none before', async () => {
    await kim.api('POST', articles, { title: 'Opening', content: 'Soon.', state: 'draft' });
    await kim.api('PUT', `${asked}/articles/2/draft`, { ...DRAFT, title: 'Opening', content: 'We open at nine.' });
    expect((await kim.api('GET', `${asked}/articles/2/draft`)).json()).toMatchObject({
      based_on_version: null,
      is_outdated: false,
    });
    const published = await kim.api('POST', `${asked}/articles/2/draft/publish`);
    expect(published.json()).toMatchObject({ number: 2, version: 1 });
  });

  it('says that the article was published anew since', async () => {
    await kim.api('PUT', `${at}/draft`, DRAFT);
    await kim.api('PATCH', `${articles}/1`, { content: 'You can return any lamp within 90 days.' });
    expect((await kim.api('GET', `${at}/draft`)).json()).toMatchObject({ based_on_version: 1, is_outdated: true });
  });

  it('is not overwritten, published or discarded by who has seen another', async () => {
    const first = await kim.api('PUT', `${at}/draft`, DRAFT, { ...same, 'if-none-match': '*' });
    expect(first.statusCode).toBe(200);
    const twin = await kim.api('PUT', `${at}/draft`, { ...DRAFT, title: 'Twin' }, { ...same, 'if-none-match': '*' });
    expect([twin.statusCode, twin.json().details.version]).toEqual([409, first.headers.etag]);
    const second = await kim.api('PUT', `${at}/draft`, { ...DRAFT, title: 'Second' });
    const old = { ...same, 'if-match': String(first.headers.etag) };
    expect((await kim.api('PUT', `${at}/draft`, DRAFT, old)).statusCode).toBe(409);
    expect((await kim.api('POST', `${at}/draft/publish`, undefined, old)).statusCode).toBe(409);
    expect((await kim.api('DELETE', `${at}/draft`, undefined, old)).statusCode).toBe(409);
    expect((await kim.api('GET', `${at}/draft`)).json().title).toBe('Second');
    const now = { ...same, 'if-match': String(second.headers.etag) };
    expect((await kim.api('POST', `${at}/draft/publish`, undefined, now)).statusCode).toBe(200);
  });

  it('is thrown away with the article, or alone', async () => {
    await kim.api('PUT', `${at}/draft`, DRAFT);
    expect((await kim.api('DELETE', `${at}/draft`)).json()).toEqual({
      object: 'article_draft',
      number: 1,
      deleted: true,
    });
    expect((await kim.api('DELETE', `${at}/draft`)).statusCode).toBe(404);
    await kim.api('PUT', `${at}/draft`, DRAFT);
    await kim.api('DELETE', `${articles}/1`);
    expect((await kim.api('GET', `${at}/draft`)).statusCode).toBe(404);
    expect(await app.current.database.db.selectFrom('article_drafts').selectAll().execute()).toEqual([]);
    expect((await kim.api('PUT', `${at}/draft`, DRAFT)).statusCode).toBe(404);
  });

  it('takes the text of no imported article', async () => {
    await app.current.database.db.updateTable('articles').set({ type: 'URL' }).execute();
    const { statusCode, body } = await kim.api('PUT', `${at}/draft`, DRAFT);
    expect([statusCode, JSON.parse(body).error]).toEqual([409, 'conflict']);
  });

  it.each([
    [{ content: ' ' }, 'content'],
    [{ title: undefined }, 'title'],
    [{ more: 1 }, 'more'],
  ])('refuses %j, and keeps nothing', async (wrong, field) => {
    const refused = await kim.api('PUT', `${at}/draft`, { ...DRAFT, ...wrong });
    expect([refused.statusCode, Object.keys(refused.json().details.fieldErrors)]).toEqual([400, [field]]);
    expect((await kim.api('GET', `${at}/draft`)).statusCode).toBe(404);
  });
});

describe('the versions of an article', () => {
  beforeEach(async () => {
    await kim.api('PATCH', `${articles}/1`, { content: 'You can return any lamp within 60 days.' });
    await kim.api('PATCH', `${articles}/1`, { title: 'Refunds' });
  });

  it('are listed, the newest first, page by page', async () => {
    const page = (await kim.api('GET', `${at}/versions?limit=2`)).json();
    expect(page.data.map((each: object) => Object.values(each).slice(1, 3))).toEqual([
      [3, 'Refunds'],
      [2, 'Returns'],
    ]);
    expect(page.data.map(({ is_current }: { is_current: boolean }) => is_current)).toEqual([true, false]);
    const next = (await kim.api('GET', `${at}/versions?limit=2&cursor=${page.next_cursor}`)).json();
    expect([next.data.map(({ version }: { version: number }) => version), next.has_more]).toEqual([[1], false]);
  });

  it('can be read', async () => {
    expect((await kim.api('GET', `${at}/versions/1`)).json()).toEqual({
      object: 'article_version_text',
      version: 1,
      title: 'Returns',
      content: 'You can return any lamp within 30 days.',
      created_at: expect.any(String),
      is_current: false,
    });
    expect((await kim.api('GET', `${at}/versions/9`)).statusCode).toBe(404);
  });

  it('can be published again, as new ones, which is written down', async () => {
    const restored = await kim.api('POST', `${at}/versions/1/restore`);
    expect(restored.json()).toEqual({ object: 'published_article', number: 1, version: 4 });
    expect(await answer()).toContain('30 days');
    expect((await kim.api('GET', `${at}/versions/3`)).json().title).toBe('Refunds');
    expect((await actions()).at(-1)).toBe('article.update');
  });
});

describe('which answers came from an article', () => {
  const chat = async (text: string, conv_id?: string) => {
    const { parley, first } = app.current;
    const sent = await parley.app.inject({
      method: 'POST',
      url: '/chat',
      headers: { authorization: `Bearer ${first.write_token}` },
      payload: { scenario_id: first.scenario_id, text, ...(conv_id ? { conv_id } : {}) },
    });
    return sent.json();
  };

  it('is told with the words that they rest on, trials left out', async () => {
    const question = 'Within how many days can I return a lamp?';
    const { conv_id } = await chat(question);
    await chat(question, conv_id);
    await chat('Hello');
    await kim.api('POST', `${asked}/preview`, { text: question });
    const usage = (await kim.api('GET', `${at}/usage`)).json();
    expect(usage).toEqual({
      object: 'article_usage',
      number: 1,
      quoted_replies: 2,
      conversations: [
        {
          conversation_id: conv_id,
          title: expect.any(String),
          ord: 5,
          quote: expect.stringContaining('30 days'),
          article_version: 1,
          created_at: expect.any(String),
        },
      ],
    });
  });

  it('is nothing where nothing was quoted', async () => {
    expect((await kim.api('GET', `${at}/usage`)).json()).toMatchObject({ quoted_replies: 0, conversations: [] });
    expect((await kim.api('GET', `${asked}/articles/7/usage`)).statusCode).toBe(404);
  });
});
