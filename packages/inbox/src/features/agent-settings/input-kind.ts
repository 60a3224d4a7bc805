/** How a setting is typed or chosen. */
export type InputKind =
  | { readonly kind: 'text' | 'long' | 'switch' | 'language' | 'texts-by-language' | 'colour' }
  | { readonly kind: 'number'; readonly min?: number; readonly max: number }
  | { readonly kind: 'list'; readonly itemMax: number; readonly isLong?: boolean }
  /** A number from 0; its options are `options.<name>.<n>`. */
  | { readonly kind: 'choice'; readonly options: number }
  /** A word; its options are `options.<name>.<word>`. */
  | { readonly kind: 'word'; readonly words: readonly string[] };
