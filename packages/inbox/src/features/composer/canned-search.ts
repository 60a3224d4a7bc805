import type { CannedReply } from '@parley/protocol/api';

/** What is searched for when a reply begins with `/`; null where it does not, or goes on over lines. */
export function cannedQuery(text: string): string | null {
  const match = /^\/([^\n/]{0,60})$/.exec(text);
  return match?.[1] ?? null;
}

/** The canned replies that match, those whose shortcut begins so first. */
export function cannedMatches(replies: readonly CannedReply[], query: string): readonly CannedReply[] {
  const words = folded(query).split(/\s+/).filter(Boolean);
  const found = replies.filter(({ shortcut, title, body }) => {
    const all = folded(`${shortcut} ${title} ${body}`);
    return words.every((word) => all.includes(word));
  });
  const rank = ({ shortcut }: CannedReply): number => (folded(shortcut).startsWith(folded(query)) ? 0 : 1);
  return found.toSorted((a, b) => rank(a) - rank(b) || a.shortcut.localeCompare(b.shortcut));
}

/** Case and accents do not matter. */
const folded = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase();
