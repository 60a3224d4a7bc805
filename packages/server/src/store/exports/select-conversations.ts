import { sql } from 'kysely';
import { searchPatterns } from '../../domain/search/search-patterns.ts';
import { anyOf, type Condition, every } from '../conversations/condition.ts';
import { type ConversationFilter, whereConversation, whereSource } from '../conversations/conversation-filter.ts';
import { factCandidates, factConditions } from '../conversations/fact-filter.ts';
import { conditionsOf, visibleIn, type WorkspaceFilter } from '../conversations/workspace-filter.ts';
import type { Database } from '../db/database.ts';
import type { Schema } from '../schema.ts';
import { type DocumentPlace, type DocumentSearch, walkDocuments } from '../search/walk-documents.ts';
import { candidatesOf, insertCandidates, insertSelection, type SelectionKey, type SelectionSize } from './selection.ts';

/** Which conversations an export has: those that a list would show, or of them the ones that are named. */
export type ExportSelection = (
  | { readonly scope: 'workspace'; readonly filter: WorkspaceFilter }
  | { readonly scope: 'agent'; readonly agentId: string; readonly filter: ConversationFilter }
) & {
  /** What the list would search for. */
  readonly words?: string | undefined;
  readonly ids?: readonly string[] | undefined;
};

/**
 * Selects the conversations of an export as they are at one moment, and gives how many they are. Words are looked for
 * before, in the search documents as they are while they are walked through: those lag behind the messages anyway.
 */
export async function selectConversations(
  database: Database<Schema>,
  key: SelectionKey,
  selection: ExportSelection,
  at: Date,
): Promise<SelectionSize> {
  const { words, ids } = selection;
  if (words !== undefined) await findCandidates(database, key, selection, at);
  const conditions = [
    ...scopeOf(key, selection),
    ...(ids ? [sql`c.id = any(${[...ids]}::uuid[])`] : []),
    ...(words === undefined ? [] : [meant(key, selection, words)]),
  ];
  return database.transaction((tx) => insertSelection(tx, key, every(conditions), at));
}

function scopeOf({ workspaceId }: SelectionKey, selection: ExportSelection): Condition[] {
  if (selection.scope === 'workspace') return [visibleIn(workspaceId), ...conditionsOf(workspaceId, selection.filter)];
  return [sql`c.workspace_id = ${workspaceId}::uuid`, whereConversation(selection.agentId, selection.filter)];
}

/**
 * Found by words of the messages, or by what the words name: an id, a number, or in the inbox a title or a visitor.
 */
function meant(key: SelectionKey, { scope }: ExportSelection, words: string): Condition {
  const [, ord] = /^#?(\d{1,15})$/.exec(words) ?? [];
  const isId = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(words);
  return anyOf([
    sql`c.id in (${candidatesOf(key)})`,
    ...(isId ? [sql`c.id = ${words}::uuid`] : []),
    ...(ord ? [sql`c.ord = ${ord}::bigint`] : []),
    ...(scope === 'workspace' ? [named(key.workspaceId, words)] : []),
  ]);
}

/** By the index of names where it knows such words: row by row it would be a look-up for each conversation. */
function named(workspaceId: string, words: string): Condition {
  const found = factCandidates(workspaceId, { named: words });
  return found ? sql`c.id in (${found})` : every(factConditions(workspaceId, { named: words }));
}

const WALKED_AT_ONCE = 500;
const CANDIDATES_AT_ONCE = 5_000;

/** Writes down whose messages have the words, in short statements however many there are. */
async function findCandidates(
  { db, named: query }: Database<Schema>,
  key: SelectionKey,
  selection: ExportSelection,
  at: Date,
): Promise<void> {
  const { patterns } = searchPatterns(selection.words ?? '');
  if (patterns.length === 0) return;
  const search = documentsOf(key, selection, patterns);
  let found = new Set<string>();
  let number = 0;
  for (let place: DocumentPlace | null = null; ; ) {
    const stretch = await walkDocuments(db, search, place, WALKED_AT_ONCE);
    for (const { id } of stretch.hits) found.add(id);
    place = stretch.last;
    const isOver = stretch.seen < WALKED_AT_ONCE;
    if (found.size >= CANDIDATES_AT_ONCE || (isOver && found.size > 0)) {
      number += 1;
      await insertCandidates(query, key, { ids: [...found], number, at });
      found = new Set();
    }
    if (isOver) return;
  }
}

function documentsOf(
  { workspaceId }: SelectionKey,
  selection: ExportSelection,
  patterns: readonly string[],
): DocumentSearch {
  if (selection.scope === 'workspace') {
    return { scope: sql`s.workspace_id = ${workspaceId}::uuid`, patterns, kept: whereSource(undefined, 's') };
  }
  const { agentId, filter } = selection;
  return { scope: sql`s.agent_id = ${agentId}::uuid`, patterns, kept: whereSource(filter.source, 's') };
}
