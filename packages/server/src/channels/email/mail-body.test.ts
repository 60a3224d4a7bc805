import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mailHtml } from './outgoing/mail-html.ts';
import { mailText } from './outgoing/mail-text.ts';

const fixture = (name: string): string => readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8');

describe('a long reply with everything in it', () => {
  it('reads as plain text', async () => {
    await expect(`${mailText(fixture('reply.md'))}\n`).toMatchFileSnapshot('fixtures/reply.txt');
  });

  it('is HTML', async () => {
    await expect(mailHtml(fixture('reply.md'))).toMatchFileSnapshot('fixtures/reply.html');
  });

  it('loses nothing', () => {
    const long = Array.from({ length: 400 }, (_, n) => `- punkt ${n} żółć 🎉`).join('\n');
    for (const n of [0, 199, 399]) {
      expect(mailText(long)).toContain(`- punkt ${n} żółć 🎉`);
      expect(mailHtml(long)).toContain(`<li>punkt ${n} żółć 🎉</li>`);
    }
  });
});

describe('the HTML of a mail', () => {
  it('runs nothing and fetches nothing', () => {
    const html = mailHtml(
      '<script>alert(1)</script> <img src=x onerror=alert(1)> [a](javascript:alert(1)) ![pixel](https://spy.example/p.gif "t")\n\n[b](data:text/html,x)',
    );
    expect(html).not.toMatch(/<script|<img|href="(javascript|data)/i);
    expect(html).toContain('<a href="https://spy.example/p.gif">pixel</a>');
  });
});
