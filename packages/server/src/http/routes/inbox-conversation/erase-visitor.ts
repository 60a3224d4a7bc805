import { eraseVisitorEndpoint } from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import type { Erased } from '../../../commands/erase-for-good.ts';
import { eraseVisitorOf } from '../../../commands/erase-visitor-of.ts';
import type { HttpDeps } from '../../deps.ts';
import { workspaceRoute } from '../../workspace-route.ts';

/** `POST /v1/inbox/conversations/{id}/erase-visitor` */
export function eraseVisitorRoute(app: FastifyInstance, deps: HttpDeps): void {
  workspaceRoute(app, deps, eraseVisitorEndpoint, async ({ workspaceId, origin, params, body, keepAnswer }) => {
    const erased = await eraseVisitorOf(deps, {
      workspaceId,
      conversationId: params.id,
      origin,
      confirmation: body.confirmation,
      alongside: (tx, done) => keepAnswer(tx, shown(done)),
    });
    return shown(erased);
  });
}

const shown = ({ conversations, files }: Erased) => ({
  object: 'erasure' as const,
  erased_conversations: conversations,
  erased_files: files,
});
