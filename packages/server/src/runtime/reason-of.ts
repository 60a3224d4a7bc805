/** What a thrown value says, on one line; fit for a sentence in brackets. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // A connection that failed in several ways has a code and no message.
  const text = error.message || ('code' in error ? String(error.code) : error.name);
  return text.replaceAll(/\s+/g, ' ').replace(/[.!]$/, '');
}
