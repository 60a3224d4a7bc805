import type { Origin } from '../domain/people/origin.ts';
import { lockVisitorConversations } from '../store/visitors/erase-conversations.ts';
import { type EraseDeps, type Erased, eraseForGood } from './erase-for-good.ts';

export type EraseVisitorInput = {
  readonly agentId: string;
  readonly visitorId: string;
  readonly origin: Origin;
};

/** Erases what a visitor has said to an agent, for good: their conversations, and their files. */
export async function eraseVisitor(
  deps: EraseDeps,
  { agentId, visitorId, origin }: EraseVisitorInput,
): Promise<Erased> {
  const visitor = { agentId, visitorId };
  return eraseForGood(deps, {
    origin,
    target: { type: 'visitor', id: visitorId },
    lock: async (tx) => ({ conversations: await lockVisitorConversations(tx, visitor), visitor }),
  });
}
