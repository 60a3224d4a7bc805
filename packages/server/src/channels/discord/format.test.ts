import { describe, expect, it } from 'vitest';
import { codePoints } from '../shared/markdown/text-measures.ts';
import { format } from './outgoing/format.ts';

const bodies = (markdown: string) => format(markdown).map(({ body }) => body);

describe('format', () => {
  it('leaves what Discord reads itself', () => {
    const text = '# Title\n\n**b** *i* `c` [a](https://e.pl)\n\n- x\n  - y\n\n> q\n\n```ts\n![x](y)\n```';
    expect(bodies(text)).toEqual([text]);
    expect(bodies(' ')).toEqual([]);
  });

  it('writes otherwise what it does not', () => {
    expect(bodies('#### Deep **x**\n\ntext ![lamp](https://e.pl/l.png)\n\n    code\n')).toEqual([
      '**Deep x**\n\ntext [lamp](https://e.pl/l.png)\n\n```\ncode\n```',
    ]);
    expect(bodies('before\n\n| A | B |\n|---|---|\n| lampa | **1** |\n\nafter')).toEqual([
      'before\n\n```\nA     | B\n------|--\nlampa | 1\n```\n\nafter',
    ]);
    expect(bodies('| A | B |\n|---|---|\n| [x](https://e.pl) | y |\n| z | |')).toEqual([
      '**A:** [x](https://e.pl)\n**B:** y\n\n**A:** z',
    ]);
  });

  it('counts code points', () => {
    expect(bodies('🙂'.repeat(2000))).toHaveLength(1);
    const parts = bodies(
      `${'Zdanie z emoji 🙂 i polskimi literami żółć. '.repeat(300)}\n\n\`\`\`js\n${'const a = 1;\n'.repeat(400)}\`\`\``,
    );
    expect(parts.length).toBeGreaterThan(5);
    for (const part of parts) {
      expect(codePoints(part)).toBeLessThanOrEqual(2000);
      expect((part.match(/```/g) ?? []).length % 2).toBe(0);
    }
    expect(parts.join('').match(/const a = 1;/g)).toHaveLength(400);
    expect(parts.join('').match(/żółć/g)).toHaveLength(300);
  });
});
