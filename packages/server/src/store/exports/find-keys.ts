import { countKey, type KeyTally } from '../../domain/export/key-tally.ts';
import type { NamedQuery } from '../conversations/save-conversation.ts';
import { readAsSelected } from './read-as-selected.ts';
import { readSelection, type Selected, type SelectionKey } from './selection.ts';

/** The keys that an export's columns come from. */
export type ExportKeys = {
  readonly metadata: KeyTally;
  readonly clientMetadata: KeyTally;
  /** Of the workspace's own rubric. */
  readonly dimensions: KeyTally;
};

/** So many conversations are looked through at once. */
const AT_ONCE = 250;

type KeyRow = { key: string; count: number };
type OwnKeyRow = KeyRow & { part: 'metadata' | 'dimensions' };

const OWN = `select k.part, k.key, count(*) as count from unnest($2::uuid[], $3::int[]) as s(id, seq)
  cross join lateral (
    select seq, metadata, analysis -> 'dimensions' as dimensions
    from conversations where workspace_id = $1::uuid and id = s.id limit 1) c,
  lateral (
    select 'metadata' as part, jsonb_object_keys(c.metadata) as key
    union all select 'dimensions', jsonb_object_keys(coalesce(c.dimensions, '{}'))) as k
  where c.seq = s.seq group by k.part, k.key`;

const CHANGED = `select s.id from unnest($2::uuid[], $3::int[]) as s(id, seq)
  cross join lateral (select seq from conversations where workspace_id = $1::uuid and id = s.id limit 1) c
  where c.seq <> s.seq`;

const CLIENT_METADATA = `select k.key, count(*) as count from unnest($2::uuid[], $3::int[]) as s(id, upto)
  cross join lateral (
    select client_metadata from messages
    where workspace_id = $1::uuid and conversation_id = s.id and ord <= s.upto and client_metadata is not null) m,
  lateral jsonb_object_keys(case jsonb_typeof(m.client_metadata) when 'object' then m.client_metadata else '{}' end) as k(key)
  group by k.key`;

/** The first pass over what is selected: which keys there are, and how common they are. Those of conversations only where asked. */
export async function findKeys(
  query: NamedQuery,
  key: SelectionKey,
  { withOwn }: { readonly withOwn: boolean },
): Promise<ExportKeys> {
  const keys: ExportKeys = { metadata: new Map(), clientMetadata: new Map(), dimensions: new Map() };
  for await (const part of readSelection(query, key)) {
    for (let from = 0; from < part.length; from += AT_ONCE) {
      const some = part.slice(from, from + AT_ONCE);
      if (withOwn) await countOwn(query, key, some, keys);
      const ids = some.map(({ id }) => id);
      const uptos = some.map(({ upto }) => upto);
      const rows = await query<KeyRow>('export-client-keys', CLIENT_METADATA, [key.workspaceId, ids, uptos]);
      for (const row of rows) countKey(keys.clientMetadata, row.key, row.count);
    }
  }
  return keys;
}

async function countOwn(
  query: NamedQuery,
  { workspaceId }: SelectionKey,
  selected: readonly Selected[],
  tallies: Pick<ExportKeys, 'metadata' | 'dimensions'>,
): Promise<void> {
  const values = [workspaceId, selected.map(({ id }) => id), selected.map(({ seq }) => seq)];
  for (const { part, key, count } of await query<OwnKeyRow>('export-own-keys', OWN, values)) {
    countKey(tallies[part], key, count);
  }
  // After the unchanged ones: what changes in between is counted twice, and never missed.
  const changed = new Set((await query<{ id: string }>('export-changed', CHANGED, values)).map(({ id }) => id));
  const then = await readAsSelected(
    query,
    workspaceId,
    selected.filter(({ id }) => changed.has(id)),
  );
  for (const { conversation } of then.values()) {
    for (const key of Object.keys(conversation.metadata)) countKey(tallies.metadata, key);
    for (const key of Object.keys(conversation.analysis?.dimensions ?? {})) countKey(tallies.dimensions, key);
  }
}
