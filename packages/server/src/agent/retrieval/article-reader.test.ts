import { expect, test } from 'vitest';
import { createArticleReader } from './article-reader.ts';

test('content becomes plain text and the borders of its passages', async () => {
  const { plainText, passages } = await createArticleReader()('<p>Within <b>30 days</b>.</p>');
  expect(plainText).toBe('Within 30 days.');
  expect(passages).toEqual([[0, 15]]);
});

test('content that is nested absurdly deep is refused, not a fault', async () => {
  const nested = `${'<div>'.repeat(150_000)}x`;
  await expect(createArticleReader()(nested)).rejects.toMatchObject({ code: 'validation_failed' });
});

test.each([
  ['steps', `<ol>${'<li>x'.repeat(150_000)}`],
  ['steps in Markdown', '1. x\n'.repeat(50_000)],
  ['paragraphs that nobody closed', '<p>x'.repeat(200_000)],
  ['short lines', 'word word.\n'.repeat(90_000)],
  ['quotes in quotes', '> '.repeat(400_000)],
  ['open brackets', '['.repeat(100_000)],
])('a long text of %s is read in linear time', async (_, content) => {
  // With quadratic time these take minutes: the test's time limit tells.
  expect((await createArticleReader()(content)).passages.length).toBeGreaterThanOrEqual(0);
});
