import type { NamedQuery } from '../conversations/save-conversation.ts';

/** A person, key or token with what screens show of it; a person is known by name after they left, too. */
export type KnownActor = {
  readonly id: string;
  readonly name: string;
  readonly image: string | null;
  readonly isMember: boolean;
};

const FIND = `
  select u.id, u.name, u.image, m.user_id is not null as "isMember"
  from users u left join members m on m.workspace_id = $1::uuid and m.user_id = u.id
  where u.id = any($2::uuid[])
  union all
  select k.id, k.name, null, false from workspace_keys k where k.workspace_id = $1::uuid and k.id = any($2::uuid[])
  union all
  select t.id, t.name, null, false from agent_tokens t join agents a on a.id = t.agent_id
  where a.workspace_id = $1::uuid and t.id = any($2::uuid[])`;

/** Those of the ids that are users, or keys and tokens of the workspace. The ids must come from the workspace's own rows. */
export async function findNamedActors(
  query: NamedQuery,
  workspaceId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, KnownActor>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const rows = await query<KnownActor>('named-actors', FIND, [workspaceId, wanted]);
  return new Map(rows.map((row) => [row.id, row]));
}
