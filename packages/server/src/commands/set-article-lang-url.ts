import { AppError } from '@parley/protocol';
import {
  deleteArticleLangUrl,
  findArticleLangUrl,
  type LangUrlKey,
  saveArticleLangUrl,
  touchArticle,
} from '../store/knowledge/article-lang-urls.ts';
import { findArticle } from '../store/knowledge/find-articles.ts';
import { changeKnowledge, type KnowledgeDeps, type KnowledgeOwner } from './change-knowledge.ts';
import { noSuchArticle } from './update-article.ts';

export type SetArticleLangUrlInput = LangUrlKey &
  KnowledgeOwner & {
    /** Null deletes the link. */
    readonly url: string | null;
    /** Whether there must be a link already. */
    readonly mustExist: boolean;
  };

/** Sets or deletes an article's link for readers of a language, and gives the link before. Throws `not_found`. */
export async function setArticleLangUrl(
  deps: KnowledgeDeps,
  { url, mustExist, origin = null, ...key }: SetArticleLangUrlInput,
): Promise<string | null> {
  return changeKnowledge(deps, { agentId: key.agentId, origin }, async ({ query, changedVersion }) => {
    const article = await findArticle(query, key.agentId, key.articleNumber);
    if (!article) throw noSuchArticle();
    const before = await findArticleLangUrl(query, key);
    if (before === null && mustExist) throw noSuchLangUrl();
    if (before === url) return { result: before, changed: false };
    if (url === null) await deleteArticleLangUrl(query, key);
    else await saveArticleLangUrl(query, key, url);
    await touchArticle(query, key, changedVersion);
    const details = { number: article.number, changed: [`lang_urls.${key.language}`] };
    return { result: before, changed: true, told: { action: 'article.update', articleId: article.id, details } };
  });
}

/** The refusal for a link that the article does not have. */
export const noSuchLangUrl = (): AppError => new AppError('not_found', 'The article has no link in this language.');
