import { handBack } from '../../src/commands/hand-back.ts';
import { reopenConversation } from '../../src/commands/reopen-conversation.ts';
import { replyAsPerson } from '../../src/commands/reply-as-person.ts';
import { takeOver } from '../../src/commands/take-over.ts';
import { type UpdateConversationInput, updateConversation } from '../../src/commands/update-conversation.ts';
import type { Parley } from '../../src/compose.ts';
import type { Origin } from '../../src/domain/people/origin.ts';

export type Operator = {
  takesOver(): Promise<unknown>;
  says(text: string): Promise<unknown>;
  sets(patch: UpdateConversationInput['patch']): Promise<unknown>;
  reopens(whom: 'me' | 'agent'): Promise<unknown>;
  handsBack(): Promise<unknown>;
};

/** The owner of the first workspace, at work on a conversation through one server. */
export async function operatorAt({ deps }: Parley, conversationId: string): Promise<Operator> {
  const { user_id, workspace_id: workspaceId } = await deps.database.db
    .selectFrom('members')
    .select(['user_id', 'workspace_id'])
    .orderBy('id')
    .executeTakeFirstOrThrow();
  const origin: Origin = { workspaceId, actor: { type: 'operator', id: user_id }, ip: null, userAgent: null };
  const here = { workspaceId, conversationId, origin };
  return {
    takesOver: () => takeOver(deps, here),
    says: (text) => replyAsPerson(deps, { ...here, text, attachments: [], mode: 'inbox' }),
    sets: (patch) => updateConversation(deps, { ...here, patch }),
    reopens: (whom) => reopenConversation(deps, { ...here, with: whom }),
    handsBack: () => handBack(deps, here),
  };
}
