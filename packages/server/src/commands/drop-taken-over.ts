import { findWaitingMessages } from '../store/channels/claim-parts.ts';
import { changeParts } from './change-parts.ts';
import type { Deps } from './deps.ts';

const WHY = { reason: 'taken_over', detail: 'A person has taken the conversation over.' };

/** Once people have a conversation, what the agent has said and not sent is not sent any more (I4). */
export async function dropTakenOver(
  deps: Pick<Deps, 'database' | 'clock' | 'signals'>,
  conversation: { readonly workspaceId: string; readonly conversationId: string },
): Promise<void> {
  for (const ord of await findWaitingMessages(deps.database.named, conversation, 'agent')) {
    await changeParts(
      deps,
      { ...conversation, ord },
      {
        decide: (parts, at) =>
          parts.flatMap((part) =>
            part.speaker === 'agent' && (part.state === 'waiting' || part.state === 'held')
              ? [{ ...part, ...WHY, state: 'dropped' as const, dueAt: null, endedAt: at }]
              : [],
          ),
      },
    );
  }
}
