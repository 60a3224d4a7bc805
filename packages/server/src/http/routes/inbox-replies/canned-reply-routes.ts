import * as api from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { createCannedReply, deleteCannedReply, updateCannedReply } from '../../../commands/change-canned-replies.ts';
import { offsetTime } from '../../../presenters/offset-time.ts';
import { type CannedReply, listCannedReplies } from '../../../store/replies/canned-replies.ts';
import type { HttpDeps } from '../../deps.ts';
import { workspaceRoute } from '../../workspace-route.ts';

/** Words in stock: of the whole workspace, changed by whoever replies. */
export function cannedReplyRoutes(app: FastifyInstance, deps: HttpDeps): void {
  workspaceRoute(app, deps, api.listCannedRepliesEndpoint, async ({ workspaceId }) => ({
    object: 'list' as const,
    data: (await listCannedReplies(deps.database.db, workspaceId)).map(shown),
  }));
  workspaceRoute(app, deps, api.createCannedReplyEndpoint, async ({ origin, body, keepAnswer }) =>
    shown(await createCannedReply(deps, { origin, ...body, alongside: (tx, reply) => keepAnswer(tx, shown(reply)) })),
  );
  workspaceRoute(app, deps, api.updateCannedReplyEndpoint, async ({ origin, params, body }) =>
    shown(await updateCannedReply(deps, { origin, id: params.canned_reply_id, ...body })),
  );
  workspaceRoute(app, deps, api.deleteCannedReplyEndpoint, async ({ origin, params }) => {
    const id = params.canned_reply_id;
    await deleteCannedReply(deps, { origin, id });
    return { object: 'canned_reply' as const, id, deleted: true as const };
  });
}

const shown = (reply: CannedReply): api.CannedReply => ({
  object: 'canned_reply',
  id: reply.id,
  shortcut: reply.shortcut,
  title: reply.title,
  body: reply.body,
  created_at: offsetTime(reply.createdAt),
  updated_at: offsetTime(reply.updatedAt),
});
