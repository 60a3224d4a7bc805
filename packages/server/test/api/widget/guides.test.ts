import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { testApp } from '../../support/app.ts';

const app = testApp();
const get = (url: string) => app.current.parley.app.inject({ url });
const linksOf = (html: string): string[] => [...html.matchAll(/<a href="([^"]+)"/g)].map(([, link = '']) => link);
const idsOf = (html: string): string[] => [...html.matchAll(/ id="([^"]+)"/g)].map(([, id = '']) => id);

describe('the guides that warnings of the widget lead to', () => {
  it('lead to pages and headings that are there, however far one follows them', async () => {
    const pages = new Map<string, string>();
    const wrong: string[] = [];
    const waiting = ['/docs/embed'];
    for (let path = waiting.pop(); path; path = waiting.pop()) {
      if (pages.has(path)) continue;
      const { statusCode, body } = await get(path);
      pages.set(path, body);
      if (statusCode !== 200) wrong.push(`${path}: ${statusCode}`);
      waiting.push(
        ...linksOf(body)
          .filter((link) => link.startsWith('/'))
          .map((link) => link.replace(/#.*/, '')),
      );
    }
    for (const [path, html] of pages) {
      for (const link of linksOf(html)) {
        const [, page, id] = /^(\/[^#]*)?(?:#(.*))?$/.exec(link) ?? [];
        if (id && !idsOf(pages.get(page ?? path) ?? '').includes(id)) wrong.push(`${path}: ${link}`);
      }
    }
    expect(wrong).toEqual([]);
    const named = [
      'widget',
      'widget-api',
      'widget-appearance',
      'widget-texts',
      'javascript-sdk',
      'identity',
      'running',
    ];
    expect([...pages.keys()]).toEqual(expect.arrayContaining(named.map((name) => `/docs/guide/${name}`)));
    expect(idsOf(pages.get('/docs/guide/widget') ?? '')).toContain('commands-and-events');
  });

  it('say their title, and run nothing', async () => {
    const { headers, body } = await get('/docs/guide/widget');
    expect(body).toContain('<title>The widget · Parley</title>');
    expect(body.match(/<h1/g)).toHaveLength(1);
    expect(headers['content-security-policy']).toContain("default-src 'none'");
  });

  it('name this installation in their examples, and other guides by their titles', async () => {
    const { body } = await app.current.parley.app.inject({
      url: '/docs/embed',
      headers: { host: 'help.shop.example' },
    });
    expect(body).toContain('src=&quot;http://help.shop.example/widget.js&quot;');
    expect(body).not.toContain('chat.example.com');
    expect(body).toContain('<a href="/docs/guide/widget#commands-and-events">The widget</a>');
    expect(body).not.toMatch(/>[a-z-]+\.md<\/a>/);
  });

  it('each lead to all of them', async () => {
    const folder = new URL('../../../../../docs/guide/', import.meta.url);
    const names = readdirSync(folder).flatMap((file) => /^(.*)\.md$/.exec(file)?.[1] ?? []);
    const { body } = await get('/docs/guide/mail');
    expect(linksOf(body)).toEqual(expect.arrayContaining(names.map((name) => `/docs/guide/${name}`)));
    expect(body).toContain('<a href="/docs/guide/mail" aria-current="page">Mail</a>');
  });

  it.each(['nothing', '..%2f..%2fREADME', '..%2fapi%2ferrors', 'documents', 'widget.md', 'WIDGET'])(
    'are nothing else: %s',
    async (name) => {
      expect((await get(`/docs/guide/${name}`)).statusCode).toBe(404);
    },
  );
});

describe('docs/guide in the repository', () => {
  it('leads to files that are there', () => {
    const folder = new URL('../../../../../docs/guide/', import.meta.url);
    const wrong = [];
    for (const name of readdirSync(folder).filter((each) => each.endsWith('.md'))) {
      for (const [, link = ''] of readFileSync(new URL(name, folder), 'utf8').matchAll(
        /\]\(([^)#\s]+)(?:#[^)]*)?\)/g,
      )) {
        if (/^https?:|^</.test(link)) continue;
        try {
          readdirSync(new URL(link, folder));
        } catch (error) {
          if (error instanceof Error && 'code' in error && error.code === 'ENOENT') wrong.push(`${name}: ${link}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });
});
