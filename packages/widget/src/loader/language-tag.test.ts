import { expect, it } from 'vitest';
import { languageTag } from './language-tag.ts';

it.each([
  ['de', 'de'],
  ['de_DE', 'de-DE'],
  [' DE-at ', 'de-AT'],
  ['zh-hant-tw', 'zh-Hant-TW'],
  ['german', null],
  ['de-', null],
  ['', null],
  [5, null],
  [null, null],
])('%j is the language %j', (given, tag) => {
  expect(languageTag(given)).toBe(tag);
});
