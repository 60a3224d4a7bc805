import type { ArticleText } from './article-text.ts';
import type { Passage } from './passage.ts';
import type { Retriever } from './retriever.ts';

/** Reads an article's content (Markdown or HTML). Throws `validation_failed` for what cannot be read. */
export type ArticleReader = (content: string) => Promise<ArticleText>;

/** A file as it arrived; its name and type are the sender's claims. */
export type UploadedFile = { readonly bytes: Uint8Array; readonly fileName: string; readonly contentType?: string };

/** One article read from a file. */
export type FileArticle = {
  readonly title: string;
  readonly content: string;
  readonly description: string;
  readonly language: string | null;
  readonly tags?: readonly string[];
};

/** Reads a file into articles. Throws `validation_failed` with a sentence on what is wrong with it. */
export type DocumentReader = (file: UploadedFile) => Promise<readonly FileArticle[]>;

/** Which knowledge: an agent's, as it stands at this version. */
export type KnowledgeKey = { readonly agentId: string; readonly knowledgeVersion: number };

/** An article that fits a query, by its best passage. */
export type ArticleMatch = { readonly articleNumber: number; readonly score: number; readonly passage: string };

/** The live passages of agents: what answers rest on, and what the Knowledge Base shows of it. */
export interface Knowledge extends Retriever {
  /** Articles that fit, best first, each once. Tags: only articles with one of them, or with none; empty for all. */
  findArticles(search: KnowledgeKey & SearchedFor): Promise<readonly ArticleMatch[]>;
  /** All passages by article and place. */
  listPassages(key: KnowledgeKey): Promise<readonly Passage[]>;
  /** Told after a change has committed, so that the next question finds the index made; returns at once. */
  changed(key: KnowledgeKey): void;
  /** Waits for what runs in the background. */
  idle(): Promise<void>;
}

export type SearchedFor = {
  readonly query: string;
  readonly tags: readonly string[];
  readonly language: string | null;
};
