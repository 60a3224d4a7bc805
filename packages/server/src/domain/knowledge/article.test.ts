import { describe, expect, test } from 'vitest';
import { type Article, changeArticle, newArticle } from './article.ts';

const BEGIN = new Date('2026-01-01T10:00:00Z');
const LATER = new Date('2026-01-02T10:00:00Z');

function anArticle(facts: Partial<Article> = {}): Article {
  const { next } = newArticle(
    { number: 1, id: 'a', type: 'Article', state: 'ready', title: 'Returns', content: '30 days', language: 'en' },
    BEGIN,
  );
  return { ...next, ...facts };
}

describe('a new article', () => {
  test('is published as its first version', () => {
    const { next, published } = newArticle(
      { number: 7, id: 'a', type: 'Paragraph', state: 'ready', content: 'Open on Monday.', language: 'en' },
      BEGIN,
    );
    expect(next).toMatchObject({ version: 1, maxVersion: 1, title: '', tags: [], url: null, createdAt: BEGIN });
    expect(published).toEqual({ articleNumber: 7, version: 1, title: '', content: 'Open on Monday.' });
  });

  test('that is a draft is not published', () => {
    const { next, published } = newArticle(
      { number: 1, id: 'a', type: 'Article', state: 'draft', content: 'Later', language: null },
      BEGIN,
    );
    expect([next.version, next.maxVersion, published]).toEqual([null, 0, null]);
  });
});

describe('a change', () => {
  test('of the content publishes a new version at once', () => {
    const change = changeArticle(anArticle(), { content: '60 days' }, LATER);
    expect(change?.next).toMatchObject({ version: 2, maxVersion: 2, content: '60 days', updatedAt: LATER });
    expect(change?.published).toMatchObject({ version: 2, title: 'Returns', content: '60 days' });
  });

  test('of the title publishes a new version, since citations show it', () => {
    expect(changeArticle(anArticle(), { title: 'Refunds' }, LATER)?.published?.title).toBe('Refunds');
  });

  test('of the tags publishes nothing new', () => {
    const change = changeArticle(anArticle(), { tags: ['shop'] }, LATER);
    expect(change).toMatchObject({ next: { version: 1, tags: ['shop'] }, published: null });
  });

  test('to what it was already is none', () => {
    expect(
      changeArticle(anArticle({ tags: ['a'] }), { title: 'Returns', tags: ['a'], state: 'ready' }, LATER),
    ).toBeNull();
  });

  test('of a draft publishes nothing until it is ready', () => {
    const draft = anArticle({ state: 'draft', version: null, maxVersion: 0 });
    const edited = changeArticle(draft, { content: 'New' }, LATER);
    expect(edited).toMatchObject({ next: { version: null, maxVersion: 0 }, published: null });
    const published = changeArticle(edited?.next ?? draft, { state: 'ready' }, LATER);
    expect(published).toMatchObject({ next: { version: 1 }, published: { version: 1, content: 'New' } });
  });

  test('that takes an article back and puts it on again keeps its version', () => {
    const off = changeArticle(anArticle(), { state: 'draft' }, LATER);
    expect(off).toMatchObject({ next: { state: 'draft', version: 1 }, published: null });
    const on = changeArticle(off?.next ?? anArticle(), { state: 'ready' }, LATER);
    expect(on).toMatchObject({ next: { state: 'ready', version: 1, maxVersion: 1 }, published: null });
  });

  test('of a text that was taken back and edited gets the next version', () => {
    const off = changeArticle(anArticle(), { state: 'draft', content: 'Edited' }, LATER);
    expect(off?.next).toMatchObject({ version: null, maxVersion: 1 });
    expect(changeArticle(off?.next ?? anArticle(), { state: 'ready' }, LATER)?.published?.version).toBe(2);
  });

  test('of the text of an imported article is refused, of its tags it is not', () => {
    const imported = anArticle({ type: 'URL' });
    expect(() => changeArticle(imported, { content: 'Mine' }, LATER)).toThrow('tags, url and state only');
    expect(() => changeArticle(imported, { description: 'Mine' }, LATER)).toThrow('tags, url and state only');
    expect(changeArticle(imported, { tags: ['x'], state: 'draft' }, LATER)?.next.tags).toEqual(['x']);
  });
});
