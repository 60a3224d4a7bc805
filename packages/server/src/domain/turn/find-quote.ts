/** Where a quote stands in a text, in UTF-16 units. */
export type QuotePlace = { readonly start: number; readonly end: number };

/** Blanks, a letter with its marks, or a run of Hangul parts: what normalisation may change, and nothing beyond it. */
const CLUSTER = /\s+|[\u1100-\u11ff]+|\P{M}\p{M}*|\p{M}+/gu;

/** Scripts that say much in few letters, where the least length below would forbid whole words. */
const DENSE = /[\p{N}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;
const LEAST_LETTERS = 4;

/**
 * Finds a quote to the letter. Only blanks around it, the kind and number of blanks inside it, and the Unicode form of
 * composed letters may differ; the caller then takes the text's own letters. Null when it does not stand there.
 */
export function findQuote(text: string, quote: string): QuotePlace | null {
  const wanted = quote.trim();
  if (!saysSomething(wanted)) return null;
  const start = text.indexOf(wanted);
  return start === -1 ? findNormalised(text, wanted) : { start, end: start + wanted.length };
}

/** "the" stands in every passage and proves nothing. */
function saysSomething(quote: string): boolean {
  return DENSE.test(quote) || (quote.match(/\p{L}/gu)?.length ?? 0) >= LEAST_LETTERS;
}

function findNormalised(text: string, wanted: string): QuotePlace | null {
  let normalised = '';
  const starts: number[] = [];
  const ends: number[] = [];
  for (const cluster of text.matchAll(CLUSTER)) {
    const form = normaliseCluster(cluster[0]);
    for (let unit = 0; unit < form.length; unit += 1) {
      starts.push(cluster.index);
      ends.push(cluster.index + cluster[0].length);
    }
    normalised += form;
  }
  const needle = wanted.replace(CLUSTER, normaliseCluster);
  const at = normalised.indexOf(needle);
  const start = starts[at];
  const end = ends[at + needle.length - 1];
  return start === undefined || end === undefined ? null : { start, end };
}

function normaliseCluster(cluster: string): string {
  return /^\s/.test(cluster) ? ' ' : cluster.normalize('NFC');
}
