import { describe, expect, it } from 'vitest';
import type { ExportedMessage } from './exported.ts';
import { columnKeys, countKey, KEY_COLUMNS_MAX, type KeyTally } from './key-tally.ts';
import { NOTHING_SAID, tallied, transcriptOf } from './message-tally.ts';

const message = (fields: Partial<ExportedMessage>): ExportedMessage => ({
  id: '',
  ord: 1,
  author: 'visitor',
  operator: null,
  content: 'Hello',
  createdAt: new Date(0),
  clientMetadata: null,
  sources: [],
  feedback: null,
  attachments: [],
  ...fields,
});

describe('the messages of a conversation', () => {
  it('come to the same in one slice and in several', () => {
    const feedback = { rating: 'negative', comment: null, created_at: '' } as const;
    const messages = [
      message({ clientMetadata: { page: 1, site: 'a' } }),
      message({ author: 'ai_assistant', content: 'Yes?', feedback }),
      message({ author: 'human_operator', clientMetadata: { page: 2 } }),
    ];
    const whole = tallied(NOTHING_SAID, messages);
    expect(whole).toMatchObject({
      authors: { visitor: 1, ai_assistant: 1, human_operator: 1 },
      feedback: { positive: 0, neutral: 0, negative: 1 },
      clientMetadata: { page: 2, site: 'a' },
    });
    expect(transcriptOf(whole)).toBe('visitor: Hello\nai_assistant: Yes?\nhuman_operator: Hello');
    expect(tallied(tallied(NOTHING_SAID, messages.slice(0, 2)), messages.slice(2))).toEqual(whole);
  });

  it('are kept as far as a cell holds them, however many they are', () => {
    let tally = NOTHING_SAID;
    for (let count = 0; count < 400; count += 1) tally = tallied(tally, [message({ content: 'x'.repeat(8_000) })]);
    expect(tally.transcript.length).toBeLessThan(1_010_000);
    expect(transcriptOf(tally)).toMatch(/ … \[cut: 2204\d\d\d more characters\]$/);
    expect(transcriptOf(tally)).toHaveLength(1_000_000);
    expect(transcriptOf(tally, 32_767)).toHaveLength(32_767);
  });
});

describe('keys', () => {
  it('all have a column where they are few', () => {
    const tally: KeyTally = new Map();
    for (const key of ['b', 'a', 'b']) countKey(tally, key);
    expect(columnKeys(tally)).toEqual({ keys: ['a', 'b'], isWhole: true });
  });

  it('have one by how common they are where they are many, and nobody can make them more than can be counted', () => {
    const tally: KeyTally = new Map([['common', 5]]);
    for (let made = 0; made < 50_000; made += 1) countKey(tally, `made up ${made}`);
    countKey(tally, 'common', 3);
    const { keys, isWhole } = columnKeys(tally);
    expect([keys.length, isWhole, keys.includes('common')]).toEqual([KEY_COLUMNS_MAX, false, true]);
    expect(tally.size).toBeLessThan(30_000);
  });
});
