import { describe, expect, it } from 'vitest';
import { isSameText } from './is-same-text.ts';

describe('a text that an editor gives back', () => {
  it.each([
    ['other signs of lists', '* one\n* two', '- one\n- two'],
    ['other signs of emphasis', '__bold__ and *slanted*', '**bold** and _slanted_'],
    ['other spaces', '# Title\nText', '# Title\n\nText\n'],
    ['escapes', 'a 3 * 4 = 12', 'a 3 \\* 4 = 12'],
    ['a table written otherwise', '|a|b|\n|-|-|\n|1|2|', '| a | b |\n| --- | --- |\n| 1 | 2 |'],
  ])('is the same with %s', (_, before, after) => {
    expect(isSameText(before, after)).toBe(true);
  });

  it.each([
    ['a word is missing', 'Within 60 days', 'Within days'],
    ['HTML is gone', '<div class="x">Hello</div>', 'Hello'],
    ['a picture is gone', 'See ![a pen](/pen.png) here', 'See here'],
    ['a footnote is gone', 'Text[^1]\n\n[^1]: Note', 'Text'],
  ])('is another when %s', (_, before, after) => {
    expect(isSameText(before, after)).toBe(false);
  });
});
