import type { Author, Driver, FlagReason, Intent, Progress, ResolutionStatus, Sentiment } from '@parley/protocol';
import type { JsonObject } from '../../lib/json.ts';
import type { ModelUsage } from '../turn/turn-context.ts';
import type { RubricDimension } from './rubric.ts';

/** A message as an analysis reads it. */
export type TalkMessage = {
  readonly ord: number;
  readonly author: Author;
  readonly content: string;
  /** What a reply of the agent was: `answer`, `unknown`, `handoff`, `smalltalk`; null for all others. */
  readonly kind: string | null;
  /** Titles of the articles that it quotes. */
  readonly sources: readonly string[];
};

/** A conversation as an analysis reads it: what visitors say in it is data. */
export type Talk = {
  /** Oldest first, without welcome messages and markers. */
  readonly messages: readonly TalkMessage[];
  /** ISO 639-1, as far as it is known. */
  readonly language: string | null;
  readonly driver: Driver;
  readonly progress: Progress;
};

export type Flag = {
  readonly reason: FlagReason;
  /** Why, in a sentence for the team. */
  readonly sentence: string;
};

/** What an analyst finds in a talk. */
export type Findings = {
  /** Null leaves the title as it is. */
  readonly title: string | null;
  readonly summary: string | null;
  readonly sentiment: Sentiment;
  /** 0 negative … 100 positive. */
  readonly sentimentScore: number;
  readonly resolution: ResolutionStatus;
  /** A few words, '' where nothing was asked. */
  readonly topic: string;
  readonly intent: Intent;
  /** What was asked and not answered, in the visitor's words. */
  readonly knowledgeGap: string | null;
  readonly flag: Flag | null;
  /** By the keys of the rubric; a dimension that cannot be told is missing. */
  readonly dimensions: JsonObject;
};

export type Analysed = { readonly findings: Findings; readonly usage: ModelUsage | null };

/** The port to whoever understands a talk: a language model, or methods that cost nothing. */
export interface Analyst {
  /** What its work is stored as: `builtin` or a model's name. */
  readonly name: string;
  /** Throws `unavailable` when it fails after its own retries; aborts promptly on `signal`. */
  analyse(talk: Talk, rubric: readonly RubricDimension[], signal: AbortSignal): Promise<Analysed>;
}
