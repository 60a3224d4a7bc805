import type { ActionDraft } from '../action-draft.ts';

/** What each part of the form is given. */
export type Part = {
  readonly draft: ActionDraft;
  readonly onEdit: (edit: Partial<ActionDraft>) => void;
  /** What the server said, by dotted path within the request: `headers.0.value`. */
  readonly problemAt: (path: string) => string | undefined;
};
