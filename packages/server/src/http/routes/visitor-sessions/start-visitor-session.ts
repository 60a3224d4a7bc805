import { randomUUID } from 'node:crypto';
import { AppError } from '@parley/protocol';
import { startVisitorSessionEndpoint, type Visitor } from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { identifyVisitor } from '../../../commands/identify-visitor.ts';
import {
  anonymousSession,
  isVerified,
  sessionEnd,
  VISITOR_TOKEN,
  type VisitorSession,
  vouchedSession,
} from '../../../domain/visitor/visitor-session.ts';
import { verifyIdentity } from '../../../identity/visitor-identity.ts';
import type { Agent } from '../../../store/agents/find-access.ts';
import { findWidgetAgent } from '../../../store/agents/find-widget-agent.ts';
import { findIdentitySecrets } from '../../../store/visitors/identity-secrets.ts';
import { requireAllowedOrigin } from '../../auth/origins.ts';
import { openSession } from '../../auth/visitor-token.ts';
import type { HttpDeps } from '../../deps.ts';
import { widgetRoute } from '../../widget-route.ts';

/** `POST /widget/sessions` */
export function startVisitorSessionRoute(app: FastifyInstance, deps: HttpDeps): void {
  widgetRoute(app, deps, startVisitorSessionEndpoint, async ({ body, request }) => {
    const found = await findWidgetAgent(deps.database.named, body.scenario_id);
    if (!found) throw new AppError('not_found', 'There is no agent of this scenario_id.');
    requireAllowedOrigin(deps, request, found.widget);
    const { agent } = found;
    const earlier = earlierSession(deps, agent, body.token);
    const session = body.identity
      ? await identified(deps, agent, { identity: body.identity, earlier })
      : (earlier ?? anonymousSession(agent.id, randomUUID()));
    return answer(deps, session);
  });
}

/** One that is over, forged or of another agent begins anew: its browser cannot know better. */
function earlierSession(deps: HttpDeps, agent: Agent, token: string | undefined): VisitorSession | null {
  const session = token === undefined ? null : openSession(deps, token);
  return session?.agentId === agent.id ? session : null;
}

type Asked = { readonly identity: string; readonly earlier: VisitorSession | null };

async function identified(deps: HttpDeps, agent: Agent, { identity, earlier }: Asked): Promise<VisitorSession> {
  const at = deps.clock.now();
  const sealed = await findIdentitySecrets(deps.database.named, agent.id, at);
  const secrets = sealed.map((secret) => deps.secrets.open(secret));
  const { id: agentId, scenarioId } = agent;
  const session = vouchedSession(agentId, await verifyIdentity(identity, { agentId, scenarioId, secrets, at }), at);
  await identifyVisitor(deps, { agent, session, earlier });
  return session;
}

function answer({ links, clock }: HttpDeps, session: VisitorSession) {
  const at = clock.now();
  const end = sessionEnd(session, at);
  const token = links.seal(VISITOR_TOKEN, session, end.getTime() - at.getTime());
  return { token, expires_at: end.toISOString(), visitor: shown(session) };
}

function shown(session: VisitorSession): Visitor {
  const { name = null, email = null, phone = null } = session.details;
  return { id: session.visitorId, is_verified: isVerified(session), subject: session.subject, name, email, phone };
}
