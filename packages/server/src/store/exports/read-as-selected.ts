import type { ConversationEvent } from '@parley/protocol';
import {
  type ConversationAt,
  conversationAt,
  exportedState,
  type LoggedFact,
} from '../../domain/export/conversation-at.ts';
import { type ConversationRow, fromRow } from '../conversations/conversation-row.ts';
import type { NamedQuery } from '../conversations/save-conversation.ts';
import type { Selected } from './selection.ts';

const ROWS = `select c.* from unnest($2::uuid[]) with ordinality as k(id, n)
  cross join lateral (select * from conversations where workspace_id = $1::uuid and id = k.id limit 1) c
  order by k.n`;

const FACTS = `select e.conversation_id, e.type, e.data, e.created_at as at
  from unnest($2::uuid[], $3::int[]) as k(id, seq)
  cross join lateral (
    select conversation_id, seq, type, data, created_at from events
    where workspace_id = $1::uuid and conversation_id = k.id and seq <= k.seq
      and type in ('conversation.started', 'message.received', 'message.sent', 'message.rated', 'conversation.updated',
        'conversation.metadata_set', 'conversation.tagged', 'conversation.rated', 'conversation.analysed')
    order by seq limit 1000000) e
  order by e.conversation_id, e.seq`;

type FactRow = Pick<ConversationEvent, 'type' | 'data'> & { conversation_id: string; at: Date };

/**
 * The selected conversations as they were when they were selected, by their ids: one that has not changed since is its row,
 * and the others are told by their log. What was erased since is missing. `feedback` is there only for those that have
 * changed: of the others the messages themselves tell it.
 */
export async function readAsSelected(
  query: NamedQuery,
  workspaceId: string,
  selected: readonly Selected[],
): Promise<Map<string, ConversationAt | { readonly conversation: ConversationAt['conversation']; feedback: null }>> {
  const rows = await query<ConversationRow>('export-conversations', ROWS, [workspaceId, selected.map(({ id }) => id)]);
  const asked = new Map(selected.map((each) => [each.id, each]));
  const changed = rows.flatMap(({ id, seq }) => {
    const then = asked.get(id);
    return then && then.seq !== seq ? [then] : [];
  });
  const facts = await readFacts(query, workspaceId, changed);
  return new Map(
    rows.map((row) => {
      const told = facts.get(row.id);
      const now = fromRow(row);
      return [row.id, told ? conversationAt(now, told) : { conversation: exportedState(now), feedback: null }];
    }),
  );
}

async function readFacts(
  query: NamedQuery,
  workspaceId: string,
  changed: readonly Selected[],
): Promise<Map<string, LoggedFact[]>> {
  if (changed.length === 0) return new Map();
  const values = [workspaceId, changed.map(({ id }) => id), changed.map(({ seq }) => seq)];
  const rows = await query<FactRow>('export-facts', FACTS, values);
  const byId = new Map<string, LoggedFact[]>(changed.map(({ id }) => [id, []]));
  for (const { conversation_id: id, type, data, at } of rows) {
    // The log holds what its writers put in, typed.
    byId.get(id)?.push({ event: { type, data } as ConversationEvent, at });
  }
  return byId;
}
