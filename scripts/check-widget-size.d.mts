type Manifest = {
  readonly loader: string;
  readonly needed: readonly string[];
  /** By language. */
  readonly words: Readonly<Record<string, string>>;
  readonly questions: string;
  readonly files: readonly { readonly name: string; readonly brotli: number }[];
};

/** The scripts of a first conversation in a language, with all that may be asked in it, beside the loader. */
export function scriptsOf(manifest: Pick<Manifest, 'needed' | 'words' | 'questions'>, language: string): string[];

/** What each part of a build of the widget weighs, and which budgets are exceeded; bytes. */
export function weigh(
  manifest: Manifest,
  budget?: Budget,
): {
  readonly rows: readonly { readonly name: string; readonly bytes: number }[];
  readonly problems: readonly string[];
};

/** Bytes; `total` as agents are shipped, `asked` with what their settings may add. */
type Budget = { readonly loader: number; readonly total: number; readonly asked: number };
export const BUDGET: Budget;
