import { findLostParts } from '../store/channels/claim-parts.ts';
import { changeParts } from './change-parts.ts';
import type { Deps } from './deps.ts';

const WHY = { reason: 'unknown', detail: 'The server stopped while it was being sent.' };

/** What a server was sending when it stopped may have arrived: nobody knows, and it is not sent again by itself. */
export async function loseParts(deps: Pick<Deps, 'database' | 'clock' | 'signals'>): Promise<void> {
  const now = deps.clock.now();
  for (const { id, ...message } of await findLostParts(deps.database.named, now)) {
    await changeParts(deps, message, {
      decide: (parts, at) =>
        parts.flatMap((part) =>
          part.id === id && part.state === 'sending' && part.dueAt !== null && part.dueAt <= now
            ? [{ ...part, ...WHY, state: 'unknown' as const, dueAt: null, endedAt: at }]
            : [],
        ),
    });
  }
}
