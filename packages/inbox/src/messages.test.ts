import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from './languages.ts';

const root = fileURLToPath(new URL('.', import.meta.url));
const OTHERS = Object.keys(LANGUAGES).filter((language) => language !== 'en');
const AREAS = globSync('messages/en/*.json', { cwd: root }).map((path) => path.slice('messages/en/'.length, -5));

/** The words of an area, by dotted key. */
function wordsOf(language: string, area: string): Map<string, string> {
  const tree: unknown = JSON.parse(readFileSync(`${root}messages/${language}/${area}.json`, 'utf8'));
  return new Map(leavesOf(tree, ''));
}

function leavesOf(tree: unknown, path: string): [string, string][] {
  if (typeof tree === 'string') return [[path, tree]];
  return Object.entries(tree as Record<string, unknown>).flatMap(([key, value]) =>
    leavesOf(value, path === '' ? key : `${path}.${key}`),
  );
}

const PLURAL = /_(zero|one|two|few|many|other)$/;
const placeholders = (text: string): string[] => [...text.matchAll(/{{\s*(\w+)/g)].map(([, name]) => name ?? '').sort();

describe.each(AREAS)('the words of %s', (area) => {
  const english = wordsOf('en', area);
  const plain = [...english.keys()].filter((key) => !PLURAL.test(key));
  const counted = new Set([...english.keys()].filter((key) => PLURAL.test(key)).map((key) => key.replace(PLURAL, '')));

  it.each(['en', ...OTHERS])('are all there in %s, and no others', (language) => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const wanted = [...plain, ...[...counted].flatMap((key) => forms.map((form) => `${key}_${form}`))];
    expect([...wordsOf(language, area).keys()].sort()).toEqual(wanted.sort());
  });

  it.each(OTHERS)('hold the same values in %s', (language) => {
    for (const [key, text] of wordsOf(language, area)) {
      const source = english.get(key) ?? english.get(key.replace(PLURAL, '_other')) ?? '';
      // A form for exactly one or two may say the number in words.
      const names = PLURAL.test(key) ? placeholders(source).filter((name) => name !== 'count') : placeholders(source);
      expect(
        placeholders(text).filter((name) => !PLURAL.test(key) || name !== 'count'),
        key,
      ).toEqual(names);
    }
  });
});
