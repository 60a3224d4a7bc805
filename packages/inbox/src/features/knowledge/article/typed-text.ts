import { isSame } from '../../../form/draft.ts';
import type { ArticleText } from './use-article.ts';

/** What is typed of an article, over what is stored of it. */
type TypedText = {
  /** The version that it was typed over. */
  readonly version: string;
  readonly text: ArticleText;
  /** What was sent from here last and may have become the version that is stored; null where nothing was. */
  readonly sent: ArticleText | null;
  /** Grows each time that what is stored has taken the place of what was there. */
  readonly replaced: number;
};

export const typedOver = (version: string, text: ArticleText): TypedText => ({
  version,
  text,
  sent: null,
  replaced: 0,
});

/**
 * What is typed once another version is stored. Where that is what was sent from here, what was typed since goes on; every
 * other version takes its place: somebody has restored it, or wanted to see what is stored.
 */
export function overVersion(typed: TypedText, version: string, stored: ArticleText): TypedText {
  if (version === typed.version) return typed;
  const isOwn = typed.sent !== null && isSame(typed.sent, stored);
  if (isOwn || isSame(typed.text, stored)) return { ...typed, version, sent: null };
  return { version, text: stored, sent: null, replaced: typed.replaced + 1 };
}
