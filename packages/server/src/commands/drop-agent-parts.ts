import type { PartState } from '../domain/channels/part-state.ts';
import { findUnsentMessages } from '../store/channels/claim-parts.ts';
import { changeParts } from './change-parts.ts';
import type { Deps } from './deps.ts';

const TAKEN_OVER = { reason: 'taken_over', detail: 'A person has taken the conversation over.' };
const ANSWERED_ANEW = { reason: 'answered_anew', detail: 'The visitor wrote again, and is answered anew.' };

type Place = { readonly workspaceId: string; readonly conversationId: string };
type DropDeps = Pick<Deps, 'database' | 'clock' | 'signals'>;

/** Once people have a conversation, what the agent has said and not sent is not sent any more (I4). */
export const dropTakenOver = (deps: DropDeps, conversation: Place): Promise<void> =>
  drop(deps, conversation, { states: ['waiting', 'held'], why: TAKEN_OVER });

/** Once a visitor writes again, what the agent could not send before is out of date: it answers anew. */
export const dropOutdated = (deps: DropDeps, conversation: Place): Promise<void> =>
  drop(deps, conversation, { states: ['held'], why: ANSWERED_ANEW });

type Dropping = { readonly states: readonly PartState[]; readonly why: typeof TAKEN_OVER };

async function drop(deps: DropDeps, conversation: Place, { states, why }: Dropping): Promise<void> {
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
