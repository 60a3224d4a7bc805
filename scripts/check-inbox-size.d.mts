type Manifest = {
  /** Names of the scripts that the first screen needs. */
  readonly first: readonly string[];
  readonly files: readonly { readonly name: string; readonly brotli: number }[];
};

/** What the scripts of the first screen weigh, one by one and together, and whether that is too much; bytes. */
export function weighInbox(
  manifest: Manifest,
  budget?: number,
): {
  readonly rows: readonly { readonly name: string; readonly bytes: number }[];
  readonly total: number;
  readonly problems: readonly string[];
};

/** Bytes. */
export const FIRST_SCREEN_BUDGET: number;
