import type { SourceItem } from '@parley/protocol/api';
import type { ReplySource } from '../domain/turn/check-draft.ts';

/** What a reply rests on, as every contract tells it. */
export const sourceItem = (source: ReplySource): SourceItem => ({
  id: source.articleNumber,
  article_id: source.articleId,
  title: source.title,
  article_version: source.articleVersion,
  url: source.url,
  quote: source.quote,
  start: source.start,
  end: source.end,
});
