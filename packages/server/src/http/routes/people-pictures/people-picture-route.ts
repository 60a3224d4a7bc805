import { AppError } from '@parley/protocol';
import type { FastifyInstance } from 'fastify';
import { findPersonFile } from '../../../store/files/person-files.ts';
import type { HttpDeps } from '../../deps.ts';

const UUID = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/;

/** Pictures of the team, for every site that shows its chat. The address names a file and nobody, and changes with it. */
export function peoplePictureRoute(app: FastifyInstance, deps: HttpDeps): void {
  app.get<{ Params: { id: string } }>('/widget/people/:id', async ({ params: { id } }, reply) => {
    const file = UUID.test(id) ? await findPersonFile(deps.database.db, id) : null;
    const bytes = file && (await deps.files.read(id));
    if (!bytes) throw new AppError('not_found', 'There is no picture here.');
    return reply
      .headers({
        'cache-control': 'public, max-age=31536000, immutable',
        'access-control-allow-origin': '*',
        'cross-origin-resource-policy': 'cross-origin',
        // Opened as a page of its own it may do nothing.
        'content-security-policy': "default-src 'none'; sandbox",
      })
      .type(file.contentType)
      .send(bytes);
  });
}
