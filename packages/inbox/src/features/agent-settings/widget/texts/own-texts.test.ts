import { WIDGET_TEXT_KEYS } from '@parley/protocol';
import { expect, it } from 'vitest';
import { foundKeys, isLanguageTag, knownTag, placesAmiss, type ShippedTexts, textOf, withText } from './own-texts.ts';
import { loadShipped, SHIPPED_LANGUAGES } from './shipped-texts.ts';

const shipped = { open: 'Open chat', input: 'Write a message…', says: '{author}: {text}' } as unknown as ShippedTexts;

it('sets a text, and takes it back with its language when it was the only one', () => {
  const one = withText({}, 'pl', 'input', 'Napisz');
  expect(one).toEqual({ pl: { input: 'Napisz' } });
  expect(withText(one, 'pl', 'open', 'Otwórz')).toEqual({ pl: { input: 'Napisz', open: 'Otwórz' } });
  expect(withText({ ...one, de: { open: 'Auf' } }, 'pl', 'input', '')).toEqual({ de: { open: 'Auf' } });
});

it('reads the own text of a region, else that of its language, else the shipped one', () => {
  const own = { de: { input: 'Schreib uns', open: 'Auf' }, 'de-AT': { input: 'Servus' } };
  expect(textOf(own, shipped, 'de-AT', 'input')).toBe('Servus');
  expect(textOf(own, shipped, 'de-at', 'open')).toBe('Auf');
  expect(textOf(own, shipped, 'de', 'says')).toBe('{author}: {text}');
});

it('finds keys by name and by words, those with stored texts first and then what is changed often', () => {
  const found = (search: string, stored = {}, own = stored) =>
    foundKeys({ stored, own, shipped, language: 'pl', search });
  expect(found('')).toEqual(['input', 'open', 'says']);
  expect(found('', { pl: { says: 'mówi' } })).toEqual(['says', 'input', 'open']);
  expect(found('MESSAGE')).toEqual(['input']);
  expect(found('napisz', {}, { pl: { input: 'Napisz' } })).toEqual(['input']);
  expect(found('says')).toEqual(['says']);
  expect(found('nothing of the kind')).toEqual([]);
});

it('tells places that were forgotten or are misspelt', () => {
  expect(placesAmiss('{author}: {text}', '{autor}: {text}')).toEqual({ lacking: ['{author}'], unknown: ['{autor}'] });
  expect(placesAmiss('{author}: {text}', '')).toEqual({ lacking: [], unknown: [] });
});

it('knows tags of languages', () => {
  expect(['de', 'de-AT', 'zh-Hant-TW', 'd', 'de_AT', ''].map(isLanguageTag)).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
  ]);
  expect(knownTag(['de-AT'], 'de-at')).toBe('de-AT');
});

it.each(SHIPPED_LANGUAGES)('has every shipped text of %s', async (language) => {
  expect(Object.keys(await loadShipped(language)).sort()).toEqual([...WIDGET_TEXT_KEYS].sort());
});

it('has English texts for a language that none are shipped for', async () => {
  expect((await loadShipped('nl-BE')).open).toBe((await loadShipped('en')).open);
});
