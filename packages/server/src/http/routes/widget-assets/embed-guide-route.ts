import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { HttpDeps } from '../../deps.ts';
import { sendPage } from '../../pages/page-route.ts';
import { publicHost } from '../../public-host.ts';
import { guidePage } from './guide-page.ts';
import { listGuides, readGuide } from './guides.ts';

/** What the guides call an installation. */
const EXAMPLE_HOST = 'https://chat.example.com';

/**
 * `GET /docs/embed`: the guide that the warnings of the widget lead to, as it stands in docs/guide, and
 * `GET /docs/guide/{name}` for the others. Examples name this installation, so that they can be copied.
 */
export function embedGuideRoute(app: FastifyInstance, deps: Pick<HttpDeps, 'publicUrl'>): void {
  async function sendGuide(request: FastifyRequest, reply: FastifyReply, name: string): Promise<FastifyReply> {
    const markdown = (await readGuide(name)).replaceAll(EXAMPLE_HOST, () => publicHost(deps, request));
    return sendPage(reply, await guidePage({ name, markdown, guides: await listGuides() }));
  }
  app.get('/docs/embed', (request, reply) => sendGuide(request, reply, 'embed'));
  app.get<{ Params: { name: string } }>('/docs/guide/:name', (request, reply) =>
    sendGuide(request, reply, request.params.name),
  );
}
