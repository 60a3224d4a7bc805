import type { Visitor } from '../domain/conversation/conversation.ts';
import { requireOwn } from '../domain/visitor/own-conversation.ts';
import { countingDetails, setDetails } from '../domain/visitor/visitor-details.ts';
import type { VisitorSession } from '../domain/visitor/visitor-session.ts';
import { changeConversation } from './change-conversation.ts';
import type { Deps } from './deps.ts';

export type VisitorDetailsInput = {
  readonly workspaceId: string;
  readonly session: VisitorSession;
  readonly conversationId: string;
  /** Only those that are given; null clears one. */
  readonly details: Partial<Visitor>;
};

/**
 * Sets details of the visitor as their browser says them, without touching what the site has vouched for. Throws
 * `not_found` for a conversation that is not theirs.
 */
export async function updateVisitorDetails(
  deps: Pick<Deps, 'database' | 'clock' | 'signals'>,
  { workspaceId, session, conversationId, details }: VisitorDetailsInput,
): Promise<void> {
  await changeConversation(deps, { workspaceId, id: conversationId }, null, {
    decide(state, at) {
      requireOwn(state, session);
      return setDetails(state, countingDetails(details, session), at);
    },
  });
}
