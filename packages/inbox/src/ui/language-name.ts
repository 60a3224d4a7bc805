/** A language in the words of another: `de` is `German` in English. The code itself where it has no name. */
export function languageName(code: string, spoken: string): string {
  try {
    return new Intl.DisplayNames(spoken, { type: 'language' }).of(code) ?? code;
  } catch {
    // What an address or a visitor's browser says may be no code at all.
    return code;
  }
}
