import type { ConversationEvent } from '@parley/protocol';
import type { ConversationKey } from '../conversations/find-conversation.ts';
import type { NamedQuery } from '../conversations/save-conversation.ts';

type Updated = Extract<ConversationEvent, { type: 'conversation.updated' }>;

/** A change of a conversation's state, with whom of the team it gave it to. */
export type StatusChange = {
  readonly event: Updated;
  readonly operator: { readonly name: string; readonly image: string | null } | null;
};

type Row = { data: Updated['data']; name: string | null; image: string | null };

const CHANGES = `select e.data, u.name, u.image
  from events e left join users u on u.id = (e.data->'assignedTo'->>'to')::uuid
  where e.workspace_id = $1::uuid and e.conversation_id = $2::uuid and e.seq <= $3::int
    and e.type = 'conversation.updated'
  order by e.seq`;

/** The changes of a conversation's state up to the event `seq`, oldest first. */
export async function readStatusChanges(
  query: NamedQuery,
  { workspaceId, id }: ConversationKey,
  seq: number,
): Promise<StatusChange[]> {
  if (seq === 0) return [];
  const rows = await query<Row>('visitor-status', CHANGES, [workspaceId, id, seq]);
  return rows.map(({ data, name, image }) => ({
    event: { type: 'conversation.updated', data },
    operator: name === null ? null : { name, image },
  }));
}
