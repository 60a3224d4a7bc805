import { Readable } from 'node:stream';
import { type Actor, AppError, type ExportFormat } from '@parley/protocol';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { EXPORT_LINK } from '../../../commands/export-link.ts';
import { noteDownload } from '../../../commands/note-download.ts';
import { exportFileName } from '../../../domain/export/export-rules.ts';
import type { Export } from '../../../domain/export/exported.ts';
import { findExport } from '../../../store/exports/exports.ts';
import { contentDisposition } from '../../content-disposition.ts';
import type { HttpDeps } from '../../deps.ts';
import { sendProblemPage } from '../../pages/problem-page.ts';

const TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  jsonl: 'application/x-ndjson; charset=utf-8',
} as const satisfies Record<ExportFormat, string>;

/** `GET /exports/{token}`: who has the address gets the file, and that they did is written down. */
export function sendExportRoute(app: FastifyInstance, deps: HttpDeps): void {
  app.route<{ Params: { '*': string } }>({
    method: 'GET',
    // Not a named parameter: those may not be as long as a sealed id is.
    url: '/exports/*',
    // Asking what there is would be written down as a download.
    exposeHeadRoute: false,
    errorHandler: (error, request, reply) => sendProblemPage(deps, error, request, reply),
    async handler(request, reply) {
      const { exported, by } = await opened(deps, request.params['*']);
      await noteDownload(deps, exported, originOf(exported, by, request));
      const content = exported.claim && (await deps.files.stream(exported.claim));
      if (!content) throw notHere();
      return withHeaders(reply, exported).send(Readable.from(content));
    },
  });
}

/** The export of an address and who was given it. Throws `not_found`. */
async function opened(
  { links, database, clock }: HttpDeps,
  token: string,
): Promise<{ readonly exported: Export; readonly by: Actor }> {
  // Sealed by `exportLink`, so that it holds what that wrote.
  const link = links.open(EXPORT_LINK, token) as { workspaceId: string; id: string; by: Actor } | null;
  const exported = link && (await findExport(database.db, link));
  const isThere = exported?.state === 'done' && exported.expiresAt !== null && exported.expiresAt > clock.now();
  if (!link || !isThere) throw notHere();
  return { exported, by: link.by };
}

const notHere = (): AppError =>
  new AppError('not_found', 'This address is good no more: ask for another where you found it.');

const originOf = ({ workspaceId }: Export, by: Actor, { ip, headers }: FastifyRequest) => ({
  workspaceId,
  actor: by,
  ip,
  userAgent: headers['user-agent'] ?? null,
});

const withHeaders = (reply: FastifyReply, exported: Export): FastifyReply =>
  reply
    .header('content-security-policy', "sandbox; default-src 'none'")
    .header('content-disposition', contentDisposition('attachment', exportFileName(exported)))
    .header('content-length', exported.bytes)
    .header('cross-origin-resource-policy', 'same-origin')
    .header('referrer-policy', 'no-referrer')
    .header('x-robots-tag', 'noindex')
    .header('cache-control', 'private, no-store')
    .type(TYPES[exported.format]);
