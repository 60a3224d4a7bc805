import { describe, expect, it } from 'vitest';
import { testApp } from '../../support/app.ts';
import { knowledgeCalls } from './knowledge-calls.ts';

const app = testApp();
const { call, create } = knowledgeCalls(app);
const DE = 'articles/1/lang_urls/de';
const url = 'https://example.com/de';

describe('the link of an article in a language', () => {
  it('is set, read, changed and deleted, each with 200 and the link', async () => {
    await create({ content: 'x' });
    expect(await call('POST', DE, { url })).toMatchObject({ status: 200, body: { url } });
    expect(await call('GET', 'articles/1/lang_urls/DE')).toMatchObject({ status: 200, body: { url } });
    const other = 'https://example.com/de2';
    expect(await call('PATCH', DE, { url: other })).toMatchObject({ status: 200, body: { url: other } });
    expect(await call('DELETE', DE)).toMatchObject({ status: 200, body: { url: other } });
    expect((await call('GET', DE)).status).toBe(404);
  });

  it('is not found where there is none', async () => {
    expect((await call('POST', DE, { url })).status).toBe(404);
    await create({ content: 'x' });
    expect((await call('GET', DE)).status).toBe(404);
    expect((await call('PATCH', DE, { url })).status).toBe(404);
    expect((await call('DELETE', DE)).status).toBe(404);
  });

  it('is gone with the article', async () => {
    await create({ content: 'x' });
    await call('POST', DE, { url });
    await call('DELETE', 'articles/1');
    expect((await call('GET', DE)).status).toBe(404);
  });

  it.each([
    ['articles/1/lang_urls/d', { url }],
    ['articles/1/lang_urls/de%20', { url }],
    [DE, { url: 'ftp://x' }],
    [DE, {}],
  ])('refuses %s with %j', async (path, body) => {
    await create({ content: 'x' });
    expect((await call('POST', path, body)).status).toBe(422);
  });
});
