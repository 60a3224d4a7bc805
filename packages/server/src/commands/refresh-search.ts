import { searchText } from '../domain/search/search-text.ts';
import {
  addToDocuments,
  findUnsearched,
  type SearchAddition,
  type UnsearchedMessage,
} from '../store/search/search-documents.ts';
import type { Deps } from './deps.ts';
import { readLogOn } from './read-log-on.ts';

const CURSOR = 'search';
/** A message is never divided, so a part may become larger by one message. */
const PART_MAX_BYTES = 32 * 1024;

/** Reads the log on, at most `maxEvents`, and adds the messages that it names to the search documents. Gives how many events it read. */
export const refreshSearch = (
  deps: Pick<Deps, 'database'>,
  { maxEvents }: { readonly maxEvents: number },
): Promise<number> =>
  readLogOn(deps, { cursor: CURSOR, maxEvents }, async (tx, conversations) => {
    const additions = additionsOf(await findUnsearched(tx, conversations));
    if (additions.length > 0) await addToDocuments(tx, additions);
  });

/** Messages end with a line break, which no query contains: nothing is found across two of them. */
function additionsOf(messages: readonly UnsearchedMessage[]): SearchAddition[] {
  const additions: SearchAddition[] = [];
  let bytes = 0;
  for (const { ord, content, part, part_bytes, ...conversation } of messages) {
    const text = `${searchText(content)}\n`;
    const size = Buffer.byteLength(text);
    const last = additions.at(-1);
    const current = last?.conversation_id === conversation.conversation_id ? last : undefined;
    if (!current) bytes = part_bytes ?? 0;
    const at = current?.part ?? part ?? 0;
    const isFull = bytes > 0 && bytes + size > PART_MAX_BYTES;
    bytes = isFull ? size : bytes + size;
    if (current && !isFull) additions[additions.length - 1] = { ...current, doc: current.doc + text, upto_ord: ord };
    else additions.push({ ...conversation, part: isFull ? at + 1 : at, doc: text, upto_ord: ord });
  }
  return additions;
}
