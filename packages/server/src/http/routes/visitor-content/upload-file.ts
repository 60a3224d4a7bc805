import multipart from '@fastify/multipart';
import { AppError, LIMITS } from '@parley/protocol';
import { uploadVisitorFileEndpoint } from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { storeVisitorFile } from '../../../commands/store-visitor-file.ts';
import { isVerified } from '../../../domain/visitor/visitor-session.ts';
import { addressGroup } from '../../../lib/address-group.ts';
import type { HttpDeps } from '../../deps.ts';
import { tooMany } from '../../rate-limits.ts';
import { readFormFile } from '../../read-form-file.ts';
import { type VisitorAccess, widgetRoute } from '../../widget-route.ts';
import { sniffType } from './sniff-type.ts';

/** Of one address: a browser may forget who it was, and with it what its visitor has uploaded. */
const UPLOADS = { perMinute: 20, perHour: 120 };
const FORM_LIMITS = { fileSize: LIMITS.visitorFileMaxBytes, files: 1, fields: 5, fieldSize: 1_024, parts: 6 };

/** `POST /widget/files` */
export function uploadVisitorFileRoute(app: FastifyInstance, deps: HttpDeps): void {
  app.register(async (scope) => {
    await scope.register(multipart, { limits: FORM_LIMITS });
    widgetRoute(scope, deps, uploadVisitorFileEndpoint, async ({ access, request }) => {
      requireAllowed(access);
      const { retryAfterSeconds } = await deps.limits.spend(`visitor-files:${addressGroup(request.ip)}`, UPLOADS);
      if (retryAfterSeconds !== null) throw tooMany(retryAfterSeconds);
      const { bytes, name } = await readFormFile(request);
      const { workspaceId, id: agentId } = access.agent;
      const { visitorId } = access.session;
      const contentType = await sniffType(bytes);
      return storeVisitorFile(deps, { workspaceId, agentId, visitorId, name, contentType, bytes });
    });
  });
}

function requireAllowed({ widget, session }: VisitorAccess): void {
  if (!widget.attachments) {
    throw new AppError('forbidden', 'Files cannot be sent here.', { reason: 'attachments_off' });
  }
  if (widget.identityRequired && !isVerified(session)) {
    throw new AppError('forbidden', 'Only visitors whom the site vouches for may send files here.', {
      reason: 'identity_required',
    });
  }
}
