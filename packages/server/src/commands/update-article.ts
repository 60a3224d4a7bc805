import { AppError } from '@parley/protocol';
import { type Article, type ArticleChange, type ArticlePatch, changeArticle } from '../domain/knowledge/article.ts';
import type { ArticleText } from '../domain/knowledge/article-text.ts';
import { findArticle } from '../store/knowledge/find-articles.ts';
import { type SavedArticle, saveArticles } from '../store/knowledge/save-articles.ts';
import { changeKnowledge } from './change-knowledge.ts';
import type { Deps } from './deps.ts';

export type UpdateArticleInput = {
  readonly agentId: string;
  readonly number: number;
  readonly patch: Omit<ArticlePatch, 'language'>;
};

type UpdateDeps = Pick<Deps, 'database' | 'knowledge' | 'clock' | 'readArticle' | 'detectLanguage'>;

/**
 * Changes an article and gives it as it is now. What is published by it is answered from at the next message. Throws
 * `not_found`, and `conflict` for the text of an imported article.
 */
export async function updateArticle(deps: UpdateDeps, input: UpdateArticleInput): Promise<Article> {
  const { agentId, number, patch } = input;
  // Before the transaction: a long text takes its time, and the agent's knowledge is locked in there.
  const text = patch.content === undefined ? null : await deps.readArticle(patch.content);
  return changeKnowledge(deps, agentId, async ({ query, changedVersion }) => {
    const article = await findArticle(query, agentId, number);
    if (!article) throw noSuchArticle();
    const language = text
      ? { language: deps.detectLanguage(`${patch.title ?? article.title}\n${text.plainText}`) }
      : {};
    const change = changeArticle(article, { ...patch, ...language }, deps.clock.now());
    if (!change) return { result: article, changed: false };
    await saveArticles(query, agentId, changedVersion, [await savedArticle(deps, change, text)]);
    return { result: change.next, changed: true };
  });
}

/** The refusal for an article that the agent does not have. */
export const noSuchArticle = (): AppError => new AppError('not_found', 'There is no such article.');

async function savedArticle(
  deps: UpdateDeps,
  { next, published }: ArticleChange,
  text: ArticleText | null,
): Promise<SavedArticle> {
  if (!published) return { article: next, published: null };
  return { article: next, published: { ...published, ...(text ?? (await deps.readArticle(published.content))) } };
}
