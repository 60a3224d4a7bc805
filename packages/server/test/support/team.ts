import type { Driver, Progress } from '@parley/protocol';
import { changeConversation } from '../../src/commands/change-conversation.ts';
import type { Parley } from '../../src/compose.ts';
import { decide, draftOf } from '../../src/domain/conversation/append.ts';
import { changeState } from '../../src/domain/conversation/change-state.ts';

/** What people of the team do to a conversation: who drives it and how far it has come, as one saved change. */
export async function teamSets(
  { deps }: Parley,
  conversationId: string,
  to: { readonly driver?: Driver; readonly progress?: Progress },
): Promise<void> {
  const { workspace_id } = await deps.database.db
    .selectFrom('conversations')
    .select('workspace_id')
    .where('id', '=', conversationId)
    .executeTakeFirstOrThrow();
  await changeConversation(deps, { workspaceId: workspace_id, id: conversationId }, null, {
    decide(state, at) {
      const draft = draftOf(state);
      changeState(draft, to, at, { type: 'system' });
      return draft.events.length === 0 ? null : decide(draft);
    },
  });
}
