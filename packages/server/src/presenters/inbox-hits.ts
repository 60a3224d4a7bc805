import type { Author } from '@parley/protocol';
import type { InboxHit } from '@parley/protocol/api';
import type { InboxListRow } from '../domain/inbox/inbox-row.ts';
import { fragmentOf, holdsAll, rangesIn } from '../domain/search/highlight.ts';
import { plainText } from './plain-text.ts';

type Message = { readonly id: string; readonly ord: number; readonly author: Author; readonly content: string };

/** Where a search was found in a row and its messages. Title and visitor are told where they alone hold all of it. */
export function inboxHits(row: InboxListRow, messages: readonly Message[], needles: readonly string[]): InboxHit[] {
  const named = [
    { in: 'title', text: row.title },
    { in: 'contact_name', text: row.visitorName },
    { in: 'contact_email', text: row.visitorEmail },
    { in: 'contact_phone', text: row.visitorPhone },
    { in: 'contact_label', text: row.visitorLabel },
  ] as const;
  const visitor = named.flatMap(({ in: place, text }) => (place === 'title' || text === null ? [] : [text])).join(' ');
  const isTitled = row.title !== null && holdsAll(row.title, needles);
  const isVisitors = holdsAll(visitor, needles);
  const ofRow = named.flatMap(({ in: place, text }) => {
    if (text === null || !(place === 'title' ? isTitled : isVisitors)) return [];
    const ranges = rangesIn(text, needles);
    return ranges.length === 0
      ? []
      : [{ in: place, message_id: null, ord: null, author: null, ...shown(text, ranges) }];
  });
  return [...ofRow, ...messages.map((message) => messageHit(message, needles))];
}

function messageHit({ id, ord, author, content }: Message, needles: readonly string[]): InboxHit {
  const plain = author === 'visitor' ? content : plainText(content);
  // What is found in markup only, such as the address of a link, is shown in it.
  const text = rangesIn(plain, needles).length > 0 ? plain : content;
  return { in: 'message', message_id: id, ord, author, ...shown(text, rangesIn(text, needles)) };
}

function shown(source: string, found: readonly [number, number][]): Pick<InboxHit, 'text' | 'ranges'> {
  const { text, ranges } = fragmentOf(source, found);
  return { text, ranges: ranges.map(([start, end]) => [start, end]) };
}
