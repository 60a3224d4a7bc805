import { expect, it } from 'vitest';
import { withoutLinks } from './without-links.ts';

it.each([
  ['Pay at https://evil.example/a?b=c#d now', 'Pay at [link removed] now'],
  ['HTTP://EVIL.example', '[link removed]'],
  ['(www.evil.example/x)', '([link removed]'],
  ['Go to evil.example/pay', 'Go to evil[.]example/pay'],
  ['shop.evil.app:8080 or 世界.世界', 'shop[.]evil[.]app:8080 or 世界[.]世界'],
  ['ada@evil.example', 'ada@evil[.]example'],
  ['evil。example', 'evil[.]example'],
  ['[t](https://evil.example)', '[t]([link removed]'],
  ['<a href="https://evil.example">x</a>', '<a href="[link removed]>x</a>'],
  ['ftp://evil.example mailto:a@b.example', '[link removed] [link removed]'],
  ['It costs 3.50, e.g. 1.2 kg. Thanks... Really. Yes', 'It costs 3.50, e.g. 1.2 kg. Thanks... Really. Yes'],
  ['Two\nlines: a', 'Two\nlines: a'],
])('%j is told as %j', (text, told) => {
  expect(withoutLinks(text, '[link removed]')).toBe(told);
});
