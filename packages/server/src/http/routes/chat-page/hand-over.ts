import type { Conversation } from '../../../domain/conversation/conversation.ts';
import { anonymousSession, sessionEnd, VISITOR_TOKEN } from '../../../domain/visitor/visitor-session.ts';
import type { Agent } from '../../../store/agents/find-access.ts';
import type { HttpDeps } from '../../deps.ts';

/** What the page tells the widget, which takes it over where scripts run. */
export type HandOver = {
  readonly scenarioId: string;
  readonly session: string | null;
  readonly conversationId: string | null;
  readonly entry: string | null;
};

type Shown = {
  readonly agent: Agent;
  readonly conversation: Conversation | null;
  /** Whether this browser has begun the conversation, and did not come to it by a link. */
  readonly isOwn: boolean;
  readonly entryToken: string | null;
};

/**
 * What the widget goes on with; null where the page stays as it is. A session speaks for everything that its visitor has
 * said and will say, and a link for one conversation: who came by a link goes on talking on the page and gets no session,
 * nor does anybody for a visitor whom the site has vouched for.
 */
export function handOver(deps: HttpDeps, shown: Shown): HandOver | null {
  const { agent, conversation, isOwn, entryToken } = shown;
  if (!deps.widgetAssets.loader) return null;
  const { scenarioId } = agent;
  if (!conversation) return { scenarioId, session: null, conversationId: null, entry: entryToken };
  const { visitorId, verifiedAs, id } = conversation;
  if (!isOwn || visitorId === null || verifiedAs !== null) return null;
  const session = anonymousSession(agent.id, visitorId);
  const at = deps.clock.now();
  const token = deps.links.seal(VISITOR_TOKEN, session, sessionEnd(session, at).getTime() - at.getTime());
  return { scenarioId, session: token, conversationId: id, entry: null };
}
