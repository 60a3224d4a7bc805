import type { EntryPointType } from '@parley/protocol';
import type { ExportedState } from '../../domain/export/conversation-at.ts';
import type { ExportedConversation } from '../../domain/export/exported.ts';
import type { NamedQuery } from '../conversations/save-conversation.ts';

type Row = { kind: 'agent' | 'user' | 'tag' | 'door'; id: string; name: string | null; email: string | null };

const NAMES = `
  select 'agent' as kind, id, settings->>'name' as name, null as email from agents where id = any($2::uuid[])
  union all select 'user', id, name, email from users where id = any($3::uuid[])
  union all select 'tag', id, name, null from conversation_tags where workspace_id = $1::uuid and id = any($4::uuid[])
  union all select 'door', id, name, null from entry_points where workspace_id = $1::uuid and id = any($5::uuid[])`;

/** Adds the names that belong to the ids of some conversations of a workspace, as they are now. */
export async function nameConversations(
  query: NamedQuery,
  workspaceId: string,
  conversations: readonly ExportedState[],
): Promise<ExportedConversation[]> {
  const doors = conversations.map(doorOf);
  const rows = await query<Row>('export-names', NAMES, [
    workspaceId,
    distinct(conversations.map(({ agentId }) => agentId)),
    distinct(conversations.map(({ assignedTo }) => assignedTo)),
    distinct(conversations.flatMap(({ tagIds }) => tagIds)),
    distinct(doors.map((door) => door?.id ?? null)),
  ]);
  const known = new Map(rows.map((row) => [`${row.kind} ${row.id}`, row]));
  return conversations.map((conversation) => {
    const { agentId, assignedTo, tagIds } = conversation;
    const door = doorOf(conversation);
    const person = known.get(`user ${assignedTo}`);
    return {
      ...conversation,
      agentName: known.get(`agent ${agentId}`)?.name ?? '',
      assignee: person ? { id: person.id, name: person.name ?? '', email: person.email ?? '' } : null,
      tags: tagIds.flatMap((id) => known.get(`tag ${id}`)?.name ?? []).toSorted((a, b) => (a < b ? -1 : 1)),
      entryPoint: door && { ...door, name: known.get(`door ${door.id}`)?.name ?? null },
    };
  });
}

const distinct = (ids: readonly (string | null)[]): string[] => [...new Set(ids.filter((id) => id !== null))];

function doorOf({ qrCodeId, productId, objectId }: ExportedState): { type: EntryPointType; id: string } | null {
  if (qrCodeId) return { type: 'qr_code', id: qrCodeId };
  if (productId) return { type: 'product', id: productId };
  return objectId ? { type: 'object', id: objectId } : null;
}
