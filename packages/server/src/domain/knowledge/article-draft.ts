import { AppError } from '@parley/protocol';
import type { Article } from './article.ts';

/** What a draft holds, as it is written. */
export type DraftText = Pick<Article, 'title' | 'description' | 'content' | 'tags'>;

/** Throws `conflict` for an article whose text belongs to its source. */
export function requireDraftable({ type }: Pick<Article, 'type'>): void {
  if (type === 'URL') throw new AppError('conflict', 'An article of the type URL takes tags, url and state only.');
}

/** Whether an article was published anew since a draft of it was begun. */
export const isOutdated = (basedOnVersion: number | null, currentVersion: number | null): boolean =>
  currentVersion !== null && currentVersion !== basedOnVersion;
