import type { PartState } from '../domain/channels/part-state.ts';
import { findUnsentMessages } from '../store/channels/claim-parts.ts';
import { changeParts } from './change-parts.ts';
import type { Deps } from './deps.ts';

type DropDeps = Pick<Deps, 'database' | 'clock' | 'signals'>;
type Key = { readonly workspaceId: string; readonly conversationId: string };

const TAKEN_OVER = { reason: 'taken_over', detail: 'A person has taken the conversation over.' };
const ANSWERED_ANEW = { reason: 'answered_anew', detail: 'The visitor has written again: the agent answers that.' };

/** Once people have a conversation, what the agent has said and not sent is not sent any more (I4). */
export const dropTakenOver = (deps: DropDeps, conversation: Key): Promise<void> =>
  drop(deps, conversation, { states: ['waiting', 'held'], why: TAKEN_OVER });

/** Once the visitor has written again, what the agent could not say is not said any more: it answers anew. */
export const dropAnsweredAnew = (deps: DropDeps, conversation: Key): Promise<void> =>
  drop(deps, conversation, { states: ['held'], why: ANSWERED_ANEW });

type Dropped = {
  readonly states: readonly PartState[];
  readonly why: { readonly reason: string; readonly detail: string };
};

async function drop(deps: DropDeps, conversation: Key, { states, why }: Dropped): Promise<void> {
  for (const ord of await findUnsentMessages(deps.database.named, conversation, states)) {
    await changeParts(
      deps,
      { ...conversation, ord },
      {
        decide: (parts, at) =>
          parts.flatMap((part) =>
            part.speaker === 'agent' && states.includes(part.state)
              ? [{ ...part, ...why, state: 'dropped' as const, dueAt: null, endedAt: at }]
              : [],
          ),
      },
    );
  }
}
