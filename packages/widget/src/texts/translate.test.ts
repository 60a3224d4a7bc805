import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { TEXTS, type Texts } from './en.ts';
import { LATE_TEXTS } from './late-texts.ts';
import { loadTexts } from './load-texts.ts';
import { directionOf, translator } from './translate.ts';

const languages = readdirSync(new URL('.', import.meta.url))
  .filter((name) => /^..\.ts$/.test(name))
  .map((name) => name.slice(0, 2));

/** Where nothing is built they are not taken apart. */
async function textsOf(language: string): Promise<Texts> {
  const { texts, language: found } = await loadTexts([language]);
  expect(found).toBe(language);
  expect(LATE_TEXTS[`./${language}.ts`]).toEqual(texts);
  return texts as Texts;
}

const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

describe('words of the widget', () => {
  it.each(languages)('are all there in %s, with the same places to fill in', async (language) => {
    const texts = await textsOf(language);
    expect(Object.keys(texts)).toEqual(Object.keys(TEXTS));
    for (const [key, english] of Object.entries(TEXTS)) {
      const text: string = texts[key as keyof typeof TEXTS];
      expect(text.trim(), key).not.toBe('');
      expect(places(text), key).toEqual(places(english));
    }
  });

  it.each(languages)('end in %s with three dots that follow the word', async (language) => {
    for (const text of Object.values(await textsOf(language))) expect(text).not.toMatch(/[\s\u00a0\u202f]…|\.\.\./);
  });

  it.each(languages)('count in %s without a number that a word would have to agree with', async (language) => {
    const { tooLong } = await textsOf(language);
    expect(tooLong).toMatch(/: \{count\}\.$/);
  });

  it('keep the signs of French with the word before them', async () => {
    for (const text of Object.values(await textsOf('fr'))) {
      expect(text).not.toMatch(/ [?!;:%]/);
      expect(text).not.toMatch(/[\p{L}}][?!;:]/u);
    }
  });

  it('isolate in Arabic what may be written from left to right, and spell alike', async () => {
    for (const text of Object.values(await textsOf('ar'))) {
      expect(text.replaceAll(/\u2068\{\w+\}\u2069/g, '')).not.toMatch(/\{(name|author|email)\}/);
      expect(text).not.toMatch(/ا\u064b/);
    }
  });

  it('are those of the first language that there are some for', async () => {
    expect(await loadTexts(['de-AT', 'pl'])).toMatchObject({ language: 'de' });
    expect(await loadTexts(['xx', 'PL'])).toMatchObject({ language: 'pl' });
    expect(await loadTexts(['en-GB', 'de'])).toMatchObject({ language: 'en' });
    expect(await loadTexts(['../../x', ''])).toMatchObject({ language: 'en' });
  });

  it('are the own ones of an agent where it has some', () => {
    const t = translator(TEXTS, { send: 'Off it goes', close: '' });
    expect(t('send')).toBe('Off it goes');
    expect(t('close')).toBe(TEXTS.close);
    expect(t('remove', { name: '$& {name}' })).toBe('Remove $& {name}');
  });

  it('run from right to left in Arabic', () => {
    expect(directionOf('ar')).toBe('rtl');
    expect(directionOf('de')).toBe('ltr');
  });
});
