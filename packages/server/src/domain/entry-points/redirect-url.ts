import type { Pair } from './entry-point.ts';

/**
 * A URL destination with the entry point's parameters and the visitor's own query. Where several name a key, the
 * visitor's wins, then the entry point's, then the URL's. Where it leads is the stored URL, whatever the query says.
 */
export function redirectUrl(url: string, urlParams: readonly Pair[], query: readonly Pair[]): string {
  const target = new URL(url);
  for (const pairs of [urlParams, query]) {
    for (const { key } of pairs) target.searchParams.delete(key);
    for (const { key, value } of pairs) target.searchParams.append(key, value);
  }
  return target.href;
}
