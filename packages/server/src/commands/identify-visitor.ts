import { type MetadataState, vouchedMetadata } from '../domain/conversation/metadata.ts';
import { vouchFor } from '../domain/visitor/visitor-details.ts';
import { isVerified, type VisitorSession } from '../domain/visitor/visitor-session.ts';
import type { Agent } from '../store/agents/find-access.ts';
import { findConversation } from '../store/conversations/find-conversation.ts';
import { findOpenConversations, handOver } from '../store/visitors/hand-over.ts';
import { changeConversation } from './change-conversation.ts';
import { changeMetadata, requireValid } from './change-metadata.ts';
import type { Deps } from './deps.ts';

/** Whoever has more open conversations than these is told apart by the rest as it is. */
const OPEN_MAX = 20;

export type IdentifyVisitorInput = {
  readonly agent: Agent;
  /** Of the person whom the site vouches for. */
  readonly session: VisitorSession;
  /** Of the browser until now; null when there was none. */
  readonly earlier: VisitorSession | null;
};

/**
 * Makes what an unknown visitor has said that of the person whom the site vouches for, and tells open conversations who
 * it is and what the site says of them. What belonged to another person stays theirs. Throws `validation_failed` for
 * signed metadata that the agent's schema does not take.
 */
export async function identifyVisitor(
  deps: IdentifyDeps,
  { agent, session, earlier }: IdentifyVisitorInput,
): Promise<void> {
  const from = earlier && !isVerified(earlier) ? earlier.visitorId : null;
  const visitorIds = [session.visitorId, ...(from === null ? [] : [from])];
  const open = await findOpenConversations(deps.database.named, { agentId: agent.id, visitorIds, limit: OPEN_MAX });
  // Checked for all of them first: an identity that is refused changes nothing.
  for (const id of open) await requireTaken(deps, agent, id, session);
  if (from !== null) await handOver(deps.database.named, { agentId: agent.id, from, to: session.visitorId });
  for (const id of open) await tell(deps, agent, id, session);
}

type IdentifyDeps = Pick<Deps, 'database' | 'clock' | 'ids' | 'signals' | 'schemas'>;

const says = ({ metadata }: VisitorSession): boolean => Object.keys(metadata).length > 0;
const signed = (state: MetadataState, { metadata }: VisitorSession): MetadataState =>
  vouchedMetadata(state, { mode: 'merge', metadata });

async function requireTaken(deps: IdentifyDeps, agent: Agent, id: string, session: VisitorSession): Promise<void> {
  if (!says(session)) return;
  const state = await findConversation(deps.database.named, { workspaceId: agent.workspaceId, id });
  if (state) await requireValid(deps, agent, signed(state, session).metadata);
}

async function tell(deps: IdentifyDeps, agent: Agent, conversationId: string, session: VisitorSession): Promise<void> {
  if (says(session)) {
    await changeMetadata(deps, {
      agent,
      conversationId,
      become: (state) => signed(state, session),
      decide: (state, metadata, at) => vouchFor(state, session, metadata, at),
    });
    return;
  }
  await changeConversation(deps, { workspaceId: agent.workspaceId, id: conversationId }, null, {
    decide: (state, at) => vouchFor(state, session, state, at),
  });
}
