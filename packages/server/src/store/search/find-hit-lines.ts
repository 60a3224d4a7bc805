import type { Author } from '@parley/protocol';
import { sql } from 'kysely';
import type { Db } from '../schema.ts';

/** A message in which words of a search were found. */
export type FoundMessage = {
  readonly conversationId: string;
  readonly id: string;
  readonly ord: number;
  readonly author: Author;
  readonly content: string;
};

type Document = { conversation_id: string; upto_ord: number; doc: string };

/** So many parts of a conversation's document are looked through, the latest. */
const PARTS = 4;
/** So many messages of a conversation are given. */
const MESSAGES = 3;

/**
 * The messages of conversations that hold most of what is looked for, at most three of each, the latest first. Documents have
 * a line for each message, so that only the messages that are shown are read.
 */
export async function findHitMessages(
  db: Db,
  workspaceId: string,
  { ids, needles }: { readonly ids: readonly string[]; readonly needles: readonly string[] },
): Promise<FoundMessage[]> {
  if (ids.length === 0 || needles.length === 0) return [];
  const { rows } = await sql<Document>`
    select s.conversation_id, s.upto_ord, s.doc from unnest(${[...ids]}::uuid[]) as k(id) cross join lateral (
      select conversation_id, upto_ord, doc, part from conversation_search
      where workspace_id = ${workspaceId}::uuid and conversation_id = k.id order by part desc limit ${sql.lit(PARTS)}) s
    order by s.conversation_id, s.part desc`.execute(db);
  const lines = ids.flatMap((id) =>
    bestLines(
      rows.filter((row) => row.conversation_id === id),
      needles,
    ).map((ord) => ({ id, ord })),
  );
  if (lines.length === 0) return [];
  const { rows: messages } = await sql<FoundMessage>`
    select m.* from unnest(${lines.map(({ id }) => id)}::uuid[], ${lines.map(({ ord }) => ord)}::int[]) with ordinality
      as k(id, ord, place) cross join lateral (
        select conversation_id as "conversationId", id, ord, author, content from messages
        where workspace_id = ${workspaceId}::uuid and conversation_id = k.id and ord = k.ord limit 1) m
    order by k.place`.execute(db);
  return messages;
}

/** Numbers of the messages that hold the most needles, the latest first; parts come from the latest on. */
function bestLines(parts: readonly Document[], needles: readonly string[]): number[] {
  const lines = parts.flatMap(({ doc, upto_ord: upto }) => {
    const texts = doc.split('\n').slice(0, -1);
    return texts.map((text, index) => ({
      ord: upto - (texts.length - 1 - index),
      held: needles.filter((needle) => text.includes(needle)).length,
    }));
  });
  return lines
    .filter(({ held }) => held > 0)
    .toSorted((a, b) => b.held - a.held || b.ord - a.ord)
    .slice(0, MESSAGES)
    .map(({ ord }) => ord)
    .toSorted((a, b) => b - a);
}
