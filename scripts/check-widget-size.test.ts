import { describe, expect, it } from 'vitest';
import { scriptsOf, weigh } from './check-widget-size.mjs';

const KB = 1_024;

const manifest = (loader: number, app: number) => ({
  loader: 'loader.js',
  needed: ['launcher.js', 'app.js'],
  words: { de: 'de.js', en: 'en.js' },
  questions: 'questions.js',
  files: [
    { name: 'loader.js', brotli: loader },
    { name: 'launcher.js', brotli: KB },
    { name: 'app.js', brotli: app },
    { name: 'de.js', brotli: 2 * KB },
    { name: 'en.js', brotli: KB },
    { name: 'questions.js', brotli: KB },
    { name: 'extras.js', brotli: 100_000 },
  ],
});

describe('the weight of the widget', () => {
  it('is within its budget up to the last byte, and counts nothing that comes later', () => {
    expect(weigh(manifest(5 * KB, 38 * KB)).problems).toEqual([]);
  });

  it('is refused a byte above it, for the loader and for the languages that are too heavy', () => {
    expect(weigh(manifest(5 * KB + 1, 38 * KB)).problems).toEqual([
      'the loader weighs 5.0 KB, and may weigh 5.0 KB',
      'a first conversation in "de" weighs 46.0 KB, and may weigh 46.0 KB',
    ]);
    const asked = { ...manifest(5 * KB, 38 * KB), questions: 'extras.js' };
    expect(weigh(asked).problems.map((problem) => problem.replace(/ weighs.*/, ''))).toEqual([
      'a first conversation in "en" with consent, form and comment',
      'a first conversation in "de" with consent, form and comment',
    ]);
  });

  it('counts the words of the language and what is asked before', () => {
    expect(scriptsOf(manifest(1, 1), 'de')).toEqual(['launcher.js', 'app.js', 'de.js', 'questions.js']);
  });

  it.each([
    ['a script that is needed', { needed: ['gone.js'] }, 4],
    ['words', { words: { de: 'gone.js', en: 'en.js' } }, 2],
    ['what is asked before', { questions: 'gone.js' }, 4],
    ['any language', { words: {} }, 1],
  ] as const)('is refused without %s', (_, missing, count) => {
    expect(weigh({ ...manifest(1, 1), ...missing }).problems).toHaveLength(count);
  });
});
