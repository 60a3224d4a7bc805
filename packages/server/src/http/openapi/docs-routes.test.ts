import Fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DOCS_PAGE } from './docs-page.ts';
import { docsRoutes } from './docs-routes.ts';

const app = Fastify({ routerOptions: { ignoreTrailingSlash: true } });

beforeAll(async () => {
  await app.register(docsRoutes, { serverUrl: 'https://chat.acme.test' });
});
afterAll(() => app.close());

describe('the documentation', () => {
  it('is served with the address of this installation', async () => {
    const response = await app.inject('/openapi.json');
    expect(response.json()).toMatchObject({ openapi: '3.1.1', servers: [{ url: 'https://chat.acme.test' }] });
  });

  it.each(['/docs', '/docs/'])(
    'is a page at %s that forbids inline scripts and everything from elsewhere',
    async (url) => {
      const response = await app.inject(url);
      expect([response.statusCode, response.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
      const policy = String(response.headers['content-security-policy']);
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self';");
      expect(response.body).not.toMatch(/https?:|<script>|<style/);
    },
  );

  it('serves each file that the page names', async () => {
    const files = [...DOCS_PAGE.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => String(match[1]));
    expect(files).toHaveLength(4);
    for (const file of files) expect([file, (await app.inject(file)).statusCode]).toEqual([file, 200]);
  });

  it.each([
    '/docs/assets/package.json',
    '/docs/assets/../package.json',
    '/docs/assets/%2e%2e/zod/package.json',
    '/docs/assets/',
  ])('serves no other file of the package, such as %s', async (url) => {
    expect((await app.inject(url)).statusCode).toBeGreaterThanOrEqual(400);
  });
});
