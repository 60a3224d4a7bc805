import { expect, it } from 'vitest';
import { languagesInWords } from './about-section.tsx';

it('names the languages of a conversation, the most frequent first, and shows what is no code as it is', () => {
  expect(languagesInWords({ en: 1, 'not a code': 2, de: 3 }, 'en')).toBe('German, not a code, English');
});
