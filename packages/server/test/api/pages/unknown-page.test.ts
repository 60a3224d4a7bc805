import { describe, expect, it } from 'vitest';
import { testApp } from '../../support/app.ts';

const app = testApp();
/** What browsers say when somebody goes to another page. */
const NAVIGATION = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
const ask = async (url: string, accept?: string, method: 'GET' | 'POST' = 'GET') => {
  const headers = accept ? { accept } : {};
  const { statusCode, headers: sent, body } = await app.current.parley.app.inject({ method, url, headers });
  return { status: statusCode, type: String(sent['content-type']), headers: sent, body };
};

describe('an address where nothing is', () => {
  it.each(['/nothing/here', '/docs/guide/nothing', '/sign-in/nowhere?x=1'])(
    'is told on a page to somebody who went to %s',
    async (url) => {
      const { status, type, headers, body } = await ask(url, NAVIGATION);
      expect([status, type]).toEqual([404, 'text/html; charset=utf-8']);
      expect(body).toContain('<h1>Page not found</h1>');
      expect(headers['content-security-policy']).toContain("default-src 'none'");
    },
  );

  it('is told on a page where only forms are sent, with what it takes', async () => {
    const { status, headers, body } = await ask('/account/password', NAVIGATION);
    expect([status, headers.allow]).toEqual([405, 'POST']);
    expect(body).toContain('<h1>This address is not a page</h1>');
  });

  it.each([undefined, '*/*', 'application/json', 'image/avif,image/webp,*/*;q=0.8'])(
    'is told in JSON to whoever accepts %s',
    async (accept) => {
      expect(await ask('/nothing/here', accept)).toMatchObject({
        status: 404,
        type: 'application/json; charset=utf-8',
      });
    },
  );

  it.each([
    '/v1/nothing',
    '/v1/api/nothing',
    '/inbox/api/nothing',
    '/chat',
    '/widget',
    '/widget/nothing.js',
    '/v1/conversations',
  ])('is told as ever at %s, even to a browser', async (url) => {
    expect((await ask(url, NAVIGATION)).type).not.toContain('html');
    expect(await ask(url, NAVIGATION)).toMatchObject({ status: (await ask(url)).status, type: (await ask(url)).type });
  });

  it('is told in JSON to what is sent there', async () => {
    expect((await ask('/nothing/here', NAVIGATION, 'POST')).type).toBe('application/json; charset=utf-8');
  });
});
