import { expect, test } from 'vitest';
import { createArticleReader } from './article-reader.ts';

test('content becomes plain text and the borders of its passages', async () => {
  const { plainText, passages } = await createArticleReader()('<p>Within <b>30 days</b>.</p>');
  expect(plainText).toBe('Within 30 days.');
  expect(passages).toEqual([[0, 15]]);
});

test('content that is nested absurdly deep is refused, not a fault', async () => {
  const nested = `${'<div>'.repeat(20_000)}x`;
  await expect(createArticleReader()(nested)).rejects.toMatchObject({ code: 'validation_failed' });
});
