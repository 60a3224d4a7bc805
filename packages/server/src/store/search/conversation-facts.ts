import { sql } from 'kysely';
import { type ConversationFacts, factsOf } from '../../domain/search/conversation-facts.ts';
import { isSameJson } from '../../lib/same-json.ts';
import { type ConversationRow, fromRow } from '../conversations/conversation-row.ts';
import type { ConversationKey } from '../conversations/find-conversation.ts';
import type { Tx } from '../schema.ts';

type KnownRow = ConversationRow & { readonly known: (ConversationFacts & { readonly facts: string[] }) | null };

/** Brings the facts of the given conversations up to date; those that have not changed are not written. */
export async function refreshFactsOf(tx: Tx, keys: readonly ConversationKey[]): Promise<void> {
  const workspaces = keys.map(({ workspaceId }) => workspaceId);
  const ids = keys.map(({ id }) => id);
  // Limits keep the planner to the keys: without statistics it would join by reading whole tables.
  const { rows } = await sql<KnownRow>`
    select c.*, to_jsonb(f) as known
    from unnest(${workspaces}::uuid[], ${ids}::uuid[]) as k(workspace_id, id)
    cross join lateral (select * from conversations where workspace_id = k.workspace_id and id = k.id limit 1) c
    left join lateral (
      select facts, metadata, visitor, title, url from conversation_facts
      where workspace_id = k.workspace_id and conversation_id = k.id limit 1) f on true`.execute(tx);
  const changed = rows.flatMap((row) => {
    const facts = factsOf(fromRow(row));
    const { workspace_id, id: conversation_id, known } = row;
    return known && isSameJson(known, facts) ? [] : [{ workspace_id, conversation_id, ...facts }];
  });
  if (changed.length > 0) await saveFacts(tx, changed);
}

async function saveFacts(tx: Tx, rows: readonly object[]): Promise<void> {
  await sql`
    insert into conversation_facts (workspace_id, conversation_id, facts, metadata, visitor, title, url)
    select workspace_id, conversation_id, facts, metadata, visitor, title, url
    from jsonb_populate_recordset(null::conversation_facts, ${JSON.stringify(rows)}::jsonb)
    on conflict (workspace_id, conversation_id) do update set
      facts = excluded.facts, metadata = excluded.metadata, visitor = excluded.visitor, title = excluded.title,
      url = excluded.url`.execute(tx);
}
