/**
 * A stretch of one article version that retrieval ranks and a reply may quote.
 * `text` is exactly `plainText.slice(start, end)` of that version; offsets count UTF-16 units.
 */
export type Passage = {
  readonly articleId: string;
  /** The article's integer id, unique per agent: `id` in the Agent API. */
  readonly articleNumber: number;
  readonly articleVersion: number;
  readonly title: string;
  readonly url: string | null;
  /** Links for readers of other languages, by lower-case language tag. */
  readonly languageUrls?: Readonly<Record<string, string>>;
  readonly tags: readonly string[];
  /** ISO 639-1 code of the passage's language, null when it is unknown. */
  readonly language: string | null;
  readonly text: string;
  readonly start: number;
  readonly end: number;
};

/** A passage that retrieval found; a higher score is better, and scores of one search are comparable. */
export type ScoredPassage = Passage & { readonly score: number };
