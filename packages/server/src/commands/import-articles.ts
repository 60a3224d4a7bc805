import { AppError, type ArticleState, LIMITS } from '@parley/protocol';
import { type Article, type NewArticle, newArticle } from '../domain/knowledge/article.ts';
import type { ArticleText } from '../domain/knowledge/article-text.ts';
import { type SavedArticle, saveArticles } from '../store/knowledge/save-articles.ts';
import { changeKnowledge, type KnowledgeOwner, type ToldChange } from './change-knowledge.ts';
import type { Deps } from './deps.ts';

/** Statements stay small enough that other requests get the database in between. */
const BATCH = 100;

export type ImportedArticle = {
  readonly type: 'Article' | 'Paragraph';
  readonly content: string;
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  /** `ready` unless told. */
  readonly state?: ArticleState | undefined;
  readonly url?: string | null | undefined;
  readonly tags?: readonly string[] | undefined;
  /** ISO 639-1 where the source declares it; else it is detected. */
  readonly language?: string | null | undefined;
};

export type ImportArticlesInput = KnowledgeOwner & {
  readonly articles: readonly ImportedArticle[];
  /** Told how many articles are read so far; they are saved together after the last. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
};

type ImportDeps = Pick<Deps, 'database' | 'knowledge' | 'clock' | 'ids' | 'readArticle' | 'detectLanguage'>;

/** Adds many articles, all or none, under one new version of the knowledge; gives them in the same order. */
export async function importArticles(deps: ImportDeps, input: ImportArticlesInput): Promise<Article[]> {
  const { agentId, articles, onProgress } = input;
  const total = articles.length;
  const read: ReadArticle[] = [];
  // One by one before the transaction: reading takes most of the time, and lets other requests in between.
  for (const [at, article] of articles.entries()) {
    read.push(await readContent(deps, article));
    onProgress?.({ done: at + 1, total });
  }
  const at = deps.clock.now();
  return changeKnowledge(deps, input, async ({ query, changedVersion, nextArticle }) => {
    const saved = read.map(({ text, ...article }, index): SavedArticle => {
      const { next, published } = newArticle({ ...article, number: nextArticle + index, id: deps.ids.uuid() }, at);
      return { article: next, published: published && { ...published, ...text } };
    });
    for (let first = 0; first < total; first += BATCH) {
      await saveArticles(query, agentId, changedVersion, saved.slice(first, first + BATCH));
    }
    const result = saved.map(({ article }) => article);
    return { result, changed: total > 0, articlesAdded: total, told: toldOf(result) };
  });
}

function toldOf([first, ...more]: readonly Article[]): ToldChange {
  if (!first || more.length > 0) return { action: 'article.import', details: { articles: more.length + 1 } };
  return { action: 'article.create', articleId: first.id, details: { number: first.number, state: first.state } };
}

type ReadArticle = Omit<NewArticle, 'number' | 'id'> & { readonly text: ArticleText };

async function readContent(deps: ImportDeps, article: ImportedArticle): Promise<ReadArticle> {
  const { type, content, state = 'ready', title = '', description = '', url = null, tags = [] } = article;
  if (content.length > LIMITS.articleContentMax) {
    throw new AppError('validation_failed', `An article has at most ${LIMITS.articleContentMax} characters.`);
  }
  const text = await deps.readArticle(content);
  const language = article.language ?? deps.detectLanguage(`${title}\n${text.plainText}`);
  return { type, content, state, title, description, url, tags, language, text };
}
