import { expect, it } from 'vitest';
import { languageName } from './language-name.ts';

it('says a language in the words of another, and what is no code as it is', () => {
  expect([languageName('de', 'en'), languageName('de', 'pl')]).toEqual(['German', 'niemiecki']);
  expect(['', 'x', 'not a code', 'e n', 'qq'].map((code) => languageName(code, 'en'))).toEqual([
    '',
    'x',
    'not a code',
    'e n',
    'qq',
  ]);
});
