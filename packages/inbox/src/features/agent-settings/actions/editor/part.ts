import type { ActionDraft } from '../action-draft.ts';

/** What each part of the form is given. */
export type Part<Draft = ActionDraft> = {
  readonly draft: Draft;
  readonly onEdit: (edit: Partial<Draft>) => void;
  /** What the server said, by dotted path within the definition of its type: `headers.0.value`. */
  readonly problemAt: (path: string) => string | undefined;
};
