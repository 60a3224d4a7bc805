import type { Passage } from '../../../domain/knowledge/passage.ts';

/** A passage for tests, with the facts that matter to the test. */
export function aPassage(facts: Partial<Passage> & { readonly text: string }): Passage {
  return {
    articleId: 'article-1',
    articleNumber: 1,
    articleVersion: 1,
    title: '',
    url: null,
    tags: [],
    language: null,
    start: 0,
    end: facts.text.length,
    ...facts,
  };
}
