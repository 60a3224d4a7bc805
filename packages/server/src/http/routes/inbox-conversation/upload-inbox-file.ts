import multipart from '@fastify/multipart';
import { AppError, LIMITS } from '@parley/protocol';
import { uploadInboxFileEndpoint } from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { storeReplyFile } from '../../../commands/store-reply-file.ts';
import type { HttpDeps } from '../../deps.ts';
import { readFormFile } from '../../read-form-file.ts';
import { workspaceRoute } from '../../workspace-route.ts';
import { sniffReplyType } from '../visitor-content/sniff-type.ts';

const FORM_LIMITS = { fileSize: LIMITS.visitorFileMaxBytes, files: 1, fields: 5, fieldSize: 1_024, parts: 6 };

/** `POST /v1/inbox/conversations/{id}/files` */
export function uploadInboxFileRoute(app: FastifyInstance, deps: HttpDeps): void {
  app.register(async (scope) => {
    await scope.register(multipart, { limits: FORM_LIMITS });
    workspaceRoute(scope, deps, uploadInboxFileEndpoint, async ({ workspaceId, actor, params, request }) => {
      if (actor.type !== 'operator') throw new AppError('forbidden', 'Only people reply here.');
      const { bytes, name } = await readFormFile(request);
      const contentType = await sniffReplyType(bytes, name);
      const file = { name, contentType, bytes, userId: actor.id };
      return storeReplyFile(deps, { workspaceId, conversationId: params.id, ...file });
    });
  });
}
