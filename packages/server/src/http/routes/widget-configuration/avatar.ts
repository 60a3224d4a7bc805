import multipart from '@fastify/multipart';
import { AppError } from '@parley/protocol';
import { removeWidgetAvatarEndpoint, uploadWidgetAvatarEndpoint } from '@parley/protocol/api';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { removeAvatar, storeAvatar } from '../../../commands/store-avatar.ts';
import { avatarFile } from '../../../domain/agent/avatar-path.ts';
import { avatarUrl } from '../../../presenters/widget-configuration.ts';
import { findWidgetAgent } from '../../../store/agents/find-widget-agent.ts';
import { findFile } from '../../../store/files/files.ts';
import { agentRoute } from '../../agent-route.ts';
import type { HttpDeps } from '../../deps.ts';
import { publicHost } from '../../public-host.ts';
import { sniffType } from '../visitor-content/sniff-type.ts';

const MAX_BYTES = 5 * 1024 * 1024;
const FORM_LIMITS = { fileSize: MAX_BYTES, files: 1, fields: 5, fieldSize: 1_024, parts: 6 };

/** The agent's picture: uploaded by the team, served to everybody. */
export function avatarRoutes(app: FastifyInstance, deps: HttpDeps): void {
  app.register(async (scope) => {
    await scope.register(multipart, { limits: FORM_LIMITS });
    agentRoute(scope, deps, uploadWidgetAvatarEndpoint, async ({ access, request, origin }) => {
      const bytes = await readImage(request);
      const path = await storeAvatar(deps, { agent: access.agent, contentType: await sniffType(bytes), bytes, origin });
      return { avatar_image: avatarUrl(path, publicHost(deps, request)) };
    });
  });
  agentRoute(app, deps, removeWidgetAvatarEndpoint, async ({ access, origin }) => {
    await removeAvatar(deps, { agentId: access.agent.id, origin });
    return { avatar_image: null };
  });
  app.get<{ Params: { scenario: string }; Querystring: { v?: unknown } }>(
    '/widget/avatars/:scenario',
    async (request, reply) => sendAvatar(deps, request, reply),
  );
}

async function readImage(request: FastifyRequest): Promise<Buffer> {
  if (!request.isMultipart()) {
    throw new AppError('unsupported_media_type', 'Send the image as multipart/form-data, in the field "file".');
  }
  try {
    const part = await request.file();
    if (part) return await part.toBuffer();
  } catch (error) {
    if (error instanceof Error && 'statusCode' in error) throw error;
    throw new AppError('bad_request', 'The form is not valid, or ended before it was complete.', undefined, error);
  }
  const fields = [{ path: 'file', message: 'is required' }];
  throw new AppError('validation_failed', 'file is required.', { fields });
}

type AvatarRequest = FastifyRequest<{ Params: { scenario: string }; Querystring: { v?: unknown } }>;

/** The avatar that an agent has now, whichever was asked for: pages that hold an older address show no gap. */
async function sendAvatar(deps: HttpDeps, { params, query }: AvatarRequest, reply: FastifyReply) {
  const { scenario } = params;
  const found = /^[a-z0-9]{10}$/.test(scenario) ? await findWidgetAgent(deps.database.named, scenario) : null;
  const id = avatarFile(found?.widget.avatar ?? null);
  const file = id === null ? null : await findFile(deps.database.db, id);
  const bytes = id === null ? null : await deps.files.read(id);
  if (!file || !bytes) throw new AppError('not_found', 'There is no avatar here.');
  return reply
    .headers({
      'cache-control': query.v === id ? 'public, max-age=31536000, immutable' : 'public, max-age=60',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      // Opened as a page of its own it may do nothing.
      'content-security-policy': "default-src 'none'; sandbox",
    })
    .type(file.contentType)
    .send(bytes);
}
