import { forgetVisitorEndpoint } from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { eraseVisitor } from '../../../commands/erase-visitor.ts';
import { visitorOrigin } from '../../../domain/people/origin.ts';
import type { HttpDeps } from '../../deps.ts';
import { widgetRoute } from '../../widget-route.ts';

/** `DELETE /widget/visitor` */
export function forgetVisitorRoute(app: FastifyInstance, deps: HttpDeps): void {
  widgetRoute(app, deps, forgetVisitorEndpoint, async ({ access: { agent, session } }) => {
    const origin = visitorOrigin(agent.workspaceId);
    const erased = await eraseVisitor(deps, { agentId: agent.id, visitorId: session.visitorId, origin });
    return { erased_conversations: erased.conversations };
  });
}
