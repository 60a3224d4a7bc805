import { AppError } from '@parley/protocol';
import {
  type Article,
  type ArticleChange,
  type ArticlePatch,
  changeArticle,
  changedFields,
} from '../domain/knowledge/article.ts';
import type { ArticleText } from '../domain/knowledge/article-text.ts';
import { findArticle } from '../store/knowledge/find-articles.ts';
import { type SavedArticle, saveArticles } from '../store/knowledge/save-articles.ts';
import type { Tx } from '../store/schema.ts';
import {
  changeKnowledge,
  type KnowledgeChange,
  type KnowledgeDeps,
  type KnowledgeOwner,
  type LockedKnowledge,
} from './change-knowledge.ts';
import type { Deps } from './deps.ts';

export type UpdateArticleInput = KnowledgeOwner & {
  readonly number: number;
  readonly patch: Omit<ArticlePatch, 'language'>;
  /** Looks at the article under the lock; throws what refuses the change. */
  readonly check?: (article: Article) => void;
  /** Written in the same transaction. */
  readonly alongside?: (tx: Tx, article: Article) => Promise<void>;
};

export type UpdateDeps = KnowledgeDeps & Pick<Deps, 'readArticle' | 'detectLanguage'>;

/**
 * Changes an article and gives it as it is now. What is published by it is answered from at the next message. Throws
 * `not_found`, and `conflict` for the text of an imported article.
 */
export async function updateArticle(deps: UpdateDeps, input: UpdateArticleInput): Promise<Article> {
  const { patch } = input;
  // Before the transaction: a long text takes its time, and the agent's knowledge is locked in there.
  const text = patch.content === undefined ? null : await deps.readArticle(patch.content);
  return changeKnowledge(deps, input, async (knowledge) => {
    const change = await changeArticleText(deps, knowledge, { ...input, text });
    await input.alongside?.(knowledge.tx, change.result);
    return change;
  });
}

/** Within a change of the knowledge; `text` is what was read of the patch's content, if it has one. */
export async function changeArticleText(
  deps: UpdateDeps,
  { query, changedVersion }: LockedKnowledge,
  { agentId, number, patch, check, text }: UpdateArticleInput & { readonly text: ArticleText | null },
): Promise<KnowledgeChange<Article>> {
  const article = await findArticle(query, agentId, number);
  if (!article) throw noSuchArticle();
  check?.(article);
  const language = text ? { language: deps.detectLanguage(`${patch.title ?? article.title}\n${text.plainText}`) } : {};
  const change = changeArticle(article, { ...patch, ...language }, deps.clock.now());
  if (!change) return { result: article, changed: false };
  await saveArticles(query, agentId, changedVersion, [await savedArticle(deps, change, text)]);
  const changed = changedFields(article, change.next);
  const told = { action: 'article.update', articleId: article.id, details: { number, changed } };
  return { result: change.next, changed: true, told };
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
