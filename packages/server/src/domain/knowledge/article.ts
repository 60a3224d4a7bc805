import { AppError, type ArticleState, type ArticleType } from '@parley/protocol';

/**
 * An article as it stands. `content` is kept as it was sent, Markdown or HTML, and sanitised where it is shown.
 * `version` is the published version whose title and content these are; null while a draft's text was never published.
 */
export type Article = {
  readonly number: number;
  readonly id: string;
  readonly type: ArticleType;
  readonly state: ArticleState;
  readonly title: string;
  readonly description: string;
  readonly content: string;
  readonly version: number | null;
  /** How many versions were published so far. */
  readonly maxVersion: number;
  readonly url: string | null;
  /** ISO 639-1 of the content, null when it cannot be told. */
  readonly language: string | null;
  readonly tags: readonly string[];
  readonly createdAt: Date;
  readonly updatedAt: Date;
};

/** What readers and citations see of an article, as it stood at one time; never changed once published. */
export type ArticleVersion = {
  readonly articleNumber: number;
  readonly version: number;
  readonly title: string;
  readonly content: string;
};

/** An article after a change, and the version that the change publishes, if it does. */
export type ArticleChange = { readonly next: Article; readonly published: ArticleVersion | null };

export type NewArticle = Pick<Article, 'number' | 'id' | 'type' | 'state' | 'content' | 'language'> &
  Partial<Pick<Article, 'title' | 'description' | 'url' | 'tags'>>;

/** What may be set later; what is left out stays. */
export type ArticlePatch = Partial<
  Pick<Article, 'title' | 'description' | 'content' | 'state' | 'url' | 'tags' | 'language'>
>;

/** A new article: answered from at once unless it is a draft. */
export function newArticle(input: NewArticle, at: Date): ArticleChange {
  const article = { title: '', description: '', url: null, tags: [], ...input };
  return publish({ ...article, version: null, maxVersion: 0, createdAt: at, updatedAt: at });
}

/**
 * The article after a patch; null when nothing would change. A ready article whose title or content changes gets a new
 * version at once; a draft is published by `state: 'ready'`, under its old version if its text is still that.
 * Throws `conflict` for what an imported article does not take: its text belongs to its source.
 */
export function changeArticle(article: Article, patch: ArticlePatch, at: Date): ArticleChange | null {
  const changed = { ...article, ...patch };
  if (article.type === 'URL' && (isOther(article, changed, TEXT_FIELDS) || article.description !== changed.description))
    throw new AppError('conflict', 'An article of the type URL takes tags, url and state only.');
  if (!isOther(article, changed, FIELDS)) return null;
  const version = isOther(article, changed, TEXT_FIELDS) ? null : article.version;
  return publish({ ...changed, version, updatedAt: at });
}

const TEXT_FIELDS = ['title', 'content'] as const;
const FIELDS = [...TEXT_FIELDS, 'description', 'state', 'url', 'tags'] as const;

/** Which fields of an article a change changes, for the audit log. */
export const changedFields = (before: Article, after: Article): string[] =>
  FIELDS.filter((field) => isOther(before, after, [field]));

function isOther(before: Article, after: Article, fields: readonly (typeof FIELDS)[number][]): boolean {
  return fields.some((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
}

function publish(article: Article): ArticleChange {
  if (article.state === 'draft' || article.version !== null) return { next: article, published: null };
  const version = article.maxVersion + 1;
  const { number: articleNumber, title, content } = article;
  return {
    next: { ...article, version, maxVersion: version },
    published: { articleNumber, version, title, content },
  };
}
