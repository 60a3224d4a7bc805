import { decide, draftOf } from '../domain/conversation/append.ts';
import { changeState } from '../domain/conversation/change-state.ts';
import type { Conversation, Decision } from '../domain/conversation/conversation.ts';
import type { Origin } from '../domain/people/origin.ts';
import { findOwned } from '../store/conversations/find-idle.ts';
import { changeConversation } from './change-conversation.ts';
import type { Deps } from './deps.ts';

const BATCH = 200;

export type UnassignMemberInput = { readonly workspaceId: string; readonly userId: string; readonly origin: Origin };

/**
 * Takes a person's conversations from them, each with its event: after they were removed from the workspace, so that no
 * new one comes. Who drives stays. Gives how many they had. May be run again after a failure midway.
 */
export async function unassignMember(
  deps: Pick<Deps, 'database' | 'clock' | 'signals'>,
  { workspaceId, userId, origin }: UnassignMemberInput,
): Promise<number> {
  let unassigned = 0;
  for (;;) {
    const owned = await findOwned(deps.database.named, { workspaceId, userId }, BATCH);
    for (const key of owned) {
      const decision = await changeConversation(deps, key, null, {
        decide: (state, at) => withoutOwner(state, userId, origin, at),
      });
      if (decision) unassigned += 1;
    }
    if (owned.length < BATCH) return unassigned;
  }
}

function withoutOwner(state: Conversation, userId: string, { actor }: Origin, at: Date): Decision | null {
  if (state.assignedTo !== userId) return null;
  const draft = draftOf(state);
  changeState(draft, { assignedTo: null }, at, actor);
  return decide(draft);
}
