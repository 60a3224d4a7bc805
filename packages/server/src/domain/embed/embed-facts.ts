import type { ContentPolicy } from './content-policy.ts';
import type { EmbeddingPage } from './read-page.ts';

/** One thing that was looked at. `line` is what to write, where something is to be changed. */
export type EmbedCheck = {
  readonly state: 'pass' | 'warn' | 'fail';
  readonly title: string;
  readonly text: string;
  readonly line?: string | undefined;
};

/** An agent as the report needs it. */
export type CheckedAgent = {
  readonly name: string;
  readonly isOpen: boolean;
  readonly allowedOrigins: readonly string[];
};

export type EmbedFacts = {
  /** Where the page is, after redirects. */
  readonly address: string;
  readonly page: EmbeddingPage;
  /** Of the headers and of the page. */
  readonly policies: readonly ContentPolicy[];
  /** Where this installation answers, without a slash at the end. */
  readonly host: string;
  /** Whom the page names, or else whoever asks. */
  readonly scenarioId: string | null;
  /** Null when nobody has the scenario id. */
  readonly agent: CheckedAgent | null;
  /** What the pinned script that the page names is to be held to (`sha384-…`); null when there is no such file. */
  readonly pinnedHash: string | null;
  /** The line that a site puts into its pages. */
  readonly snippet: string;
};
