import { describe, expect, it } from 'vitest';
import { answer } from './answer.ts';
import { aKnowledge, aTurn } from './testing/a-turn.ts';
import { LANGUAGES } from './testing/languages.ts';
import { SUPPORT } from './testing/support-cases.ts';

describe('a shop with five short articles', () => {
  it.each(SUPPORT.map((shop) => [shop.language, shop] as const))(
    'has nine of ten questions answered and nine of ten foreign ones declined (%s)',
    async (language, { articles, answerable, foreign }) => {
      const { missed, invented } = await ask({ language, articles, answerable, foreign });
      expect(missed.length, `missed: ${missed.join(' ')}`).toBeLessThanOrEqual(2);
      expect(invented.length, `invented: ${invented.join(' ')}`).toBeLessThanOrEqual(2);
    },
  );
});

describe('a shop with three articles of two sentences', () => {
  it.each(Object.entries(LANGUAGES))('has its questions answered, and only these, in %s', async (language, shop) => {
    const articles = shop.articles.map((text) => ['', text] as const);
    const { missed, invented } = await ask({ ...shop, language, articles });
    expect(missed).toEqual([]);
    expect(invented.length, `invented: ${invented.join(' ')}`).toBeLessThanOrEqual(1);
  });
});

type Asked = (typeof SUPPORT)[number];

async function ask({ language, articles, answerable, foreign }: Asked) {
  const find = await aKnowledge(articles, language);
  const draftOf = (question: string) => answer(aTurn(question, { language, passages: find(question) }));
  const missed = answerable.filter(([question, gold]) => {
    const draft = draftOf(question);
    return draft.kind !== 'answer' || !draft.text.includes(gold);
  });
  const invented = foreign.filter((question) => draftOf(question).kind === 'answer');
  return { missed: missed.map(([question]) => question), invented };
}
