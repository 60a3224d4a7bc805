import { describe, expect, it } from 'vitest';
import { type FixedReplyKey, fixedReply, hasFixedReplies } from './fixed-replies.ts';

const LANGUAGES = 'en de es fr it pt nl pl cs ru uk tr ar he hi zh ja ko th vi el ro sv hu da fi no'.split(' ');
const KEYS: readonly FixedReplyKey[] = [
  'unknown_with_offer',
  'unknown',
  'handoff_confirmed',
  'handoff_unavailable',
  'offer_declined',
];

describe('fixed replies', () => {
  it.each(LANGUAGES)('exist in %s, and no two of them are the same', (language) => {
    expect(hasFixedReplies(language)).toBe(true);
    expect(new Set(KEYS.map((key) => fixedReply(key, language, 'en'))).size).toBe(KEYS.length);
  });

  it.each(KEYS)('say %s differently in each language', (key) => {
    expect(new Set(LANGUAGES.map((language) => fixedReply(key, language, 'en'))).size).toBe(LANGUAGES.length);
  });

  it('take a language with its region, in any case, and Norwegian under each of its names', () => {
    expect(fixedReply('unknown', 'DE-at', 'en')).toBe(fixedReply('unknown', 'de', 'en'));
    expect(fixedReply('unknown', 'zh_Hant', 'en')).toBe(fixedReply('unknown', 'zh', 'en'));
    expect(fixedReply('unknown', 'nb', 'en')).toBe(fixedReply('unknown', 'no', 'en'));
  });

  it.each([
    [null, 'de', 'de'],
    ['xx', 'fr', 'fr'],
    ['constructor', 'xx', 'en'],
    ['', '', 'en'],
  ])('fall back from %s to the language of the agent (%s), then to English', (language, fallback, used) => {
    expect(fixedReply('unknown', language, fallback)).toBe(fixedReply('unknown', used, 'en'));
  });
});
