import { describe, expect, it } from 'vitest';
import { chatMarkup, PLAIN } from './chat-markup.ts';

const MARKS = { bold: '*', italic: '_', strike: '~', code: '`', fence: '```' };

describe('Markdown for a messenger', () => {
  it.each([
    ['**bold** *italic* ~~struck~~ `code`', '*bold* _italic_ ~struck~ `code`'],
    ['***both***', '_*both*_'],
    ['**outer **inner** outer**', '*outer inner outer*'],
    ['un**bold**able', 'unboldable'],
    ['(**bold**)', '(*bold*)'],
    ['**one\ntwo**', '*one*\n*two*'],
    ['# Title with **bold**', '*Title with bold*'],
    ['[label](https://a.example)', 'label (https://a.example)'],
    ['[**label**](https://a.example)', '*label* (https://a.example)'],
    ['[https://a.example](https://a.example)', 'https://a.example'],
    ['[a.example](https://a.example)', 'a.example'],
    ['[a.example](https://a.example/)', 'a.example'],
    ['<https://a.example/ż>', 'https://a.example/ż'],
    ['[](https://a.example)', 'https://a.example'],
    ['[write](mailto:a@b.example)', 'write (a@b.example)'],
    ['<a@b.example>', 'a@b.example'],
    ['![cat](https://a.example/c.png)', 'cat (https://a.example/c.png)'],
    ['1\\*2 &amp; <b>3</b>', '1*2 & <b>3</b>'],
    ['3. three\n4. four', '3. three\n4. four'],
    ['- a\n\n  b\n- c', '- a\n  b\n- c'],
    ['> a\n> b', '> a\n> b'],
    ['    indented', '```\nindented\n```'],
    ['a\n\n---\n\nb', 'a\n\n———\n\nb'],
    ['| a | **b** |\n|--|--|\n| longer | 🌵 |', '```\na       b\n------  -\nlonger  🌵\n```'],
  ])('%j becomes %j', (markdown, text) => {
    expect(chatMarkup(markdown, MARKS)).toBe(text);
  });

  it('has hardly a mark where the messenger knows none', () => {
    const markdown = '# Title\n\n**a** *b* `c` ~~x~~\n\n```\nd\n```\n\n| e | f |\n|--|--|\n| g | h |';
    expect(chatMarkup(markdown, PLAIN)).toBe('Title\n\na b c ~x~\n\nd\n\ne | f\ng | h');
  });
});
