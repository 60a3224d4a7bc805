/** As in RFC 5322 (3.6.4), and whatever else stands between brackets without a blank. */
const IN_BRACKETS = /<[^<>\s]{1,900}>/g;
const BARE = /^[^<>\s]{1,900}$/;

/** More are no help to find a thread, and a chain may be as long as its sender likes. */
const MAX_IDS = 50;

/** The first id of a header in angle brackets; null when there is none. Some programs leave the brackets out. */
export function messageIdOf(header: string | undefined): string | null {
  return messageIdsOf(header)[0] ?? null;
}

/** All ids of a header in angle brackets, in the order of the header, the last 50. */
export function messageIdsOf(header: string | undefined): readonly string[] {
  if (header === undefined) return [];
  const found = header.match(IN_BRACKETS);
  if (found) return [...new Set(found)].slice(-MAX_IDS);
  const bare = header.trim();
  return BARE.test(bare) ? [`<${bare}>`] : [];
}

/** Which messages a mail answers, the nearest first: what it says that it answers, then the chain from its end. */
export function answeredIds(inReplyTo: string | undefined, references: string | undefined): readonly string[] {
  return [...new Set([...messageIdsOf(inReplyTo), ...messageIdsOf(references).toReversed()])].slice(0, MAX_IDS);
}
