/** The BCP 47 tag that a page means, in its usual spelling (`de_DE` is `de-DE`); null for what is none. */
export function languageTag(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  try {
    const [tag = ''] = Intl.getCanonicalLocales(value.trim().replaceAll('_', '-'));
    // Names of more letters are well-formed, and no language has one: `german` is a word.
    return /^[a-z]{2,3}(-|$)/.test(tag) ? tag : null;
  } catch {
    return null;
  }
}
