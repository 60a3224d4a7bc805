import { describe, expect, it } from 'vitest';
import { buildIndex } from '../retrieval/knowledge-index.ts';
import { splitPassages } from '../retrieval/passages.ts';
import { search } from '../retrieval/search.ts';
import { answer } from './answer.ts';
import { aPassage, aTurn } from './testing/a-turn.ts';
import { EVERYDAY } from './testing/everyday-cases.ts';

describe('everyday questions of articles with tables and codes', () => {
  it.each(EVERYDAY.map((set) => [set.language, set] as const))(
    'find their answer in seven of eight cases, foreign ones are declined in three of four (%s)',
    async (language, { articles, answerable, foreign }) => {
      const index = await buildIndex(
        articles.flatMap(([title, text], number) =>
          splitPassages(text).map((part) => aPassage(part.text, { ...part, title, language, articleNumber: number })),
        ),
      );
      const draftOf = (question: string) =>
        answer(aTurn(question, { language, passages: search(index, { query: question, limit: 8, language }) }));
      const missed = answerable.filter(
        ([question, gold]) => !draftOf(question).text.replaceAll('\\', '').includes(gold),
      );
      const invented = foreign.filter((question) => draftOf(question).kind === 'answer');
      expect(missed.length, `missed: ${missed.join(' ')}`).toBeLessThanOrEqual(answerable.length / 8);
      expect(invented.length, `invented: ${invented.join(' ')}`).toBeLessThanOrEqual(foreign.length / 4);
    },
  );
});
