import { AppError } from '@parley/protocol';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { FILE_LINK } from '../../../commands/file-address.ts';
import { findFile, type StoredFile } from '../../../store/files/files.ts';
import { contentDisposition } from '../../content-disposition.ts';
import type { HttpDeps } from '../../deps.ts';
import { sendVisitorError } from '../chat-page/visitor-errors.ts';

/** `GET /files/{token}`: who has the address may see the file, and nothing in it can run. */
export function sendFileRoute(app: FastifyInstance, deps: HttpDeps): void {
  app.route<{ Params: { '*': string } }>({
    method: 'GET',
    // Not a named parameter: those may not be as long as a sealed id is.
    url: '/files/*',
    errorHandler: (error, request, reply) => sendVisitorError(deps, error, request, reply),
    async handler(request, reply) {
      const id = deps.links.open(FILE_LINK, request.params['*'])?.id;
      const file = typeof id === 'string' ? await findFile(deps.database.db, id) : null;
      const bytes = file && (await deps.files.read(file.id));
      if (!file || !bytes) throw new AppError('not_found', 'This file is not here, or not any more.');
      return withHeaders(reply, file).send(bytes);
    },
  });
}

/** A browser keeps it for a day and no longer: what was erased shall be gone there too. */
const CACHE = 'private, max-age=86400';

function withHeaders(reply: FastifyReply, { name, contentType }: StoredFile): FastifyReply {
  const isImage = contentType.startsWith('image/');
  return reply
    .header('content-security-policy', "sandbox; default-src 'none'")
    .header('content-disposition', contentDisposition(isImage ? 'inline' : 'attachment', name))
    .header('cross-origin-resource-policy', 'cross-origin')
    .header('access-control-allow-origin', '*')
    .header('referrer-policy', 'no-referrer')
    .header('x-robots-tag', 'noindex')
    .header('cache-control', CACHE)
    .type(contentType);
}
