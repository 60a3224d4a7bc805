import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { DOCS_PAGE, DOCS_POLICY, DOCS_SCRIPT } from './docs-page.ts';
import { openApiDocument } from './document.ts';

export type DocsOptions = { readonly serverUrl?: string; readonly version?: string };

const VIEWER = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
const VIEWER_FILES = ['/swagger-ui.css', '/swagger-ui-bundle.js', '/favicon-32x32.png'];

/** `GET /openapi.json`, and `GET /docs` with all that the page needs. Register it as a plugin: `app.register(docsRoutes)`. */
export async function docsRoutes(app: FastifyInstance, options: DocsOptions = {}): Promise<void> {
  const document = JSON.stringify(openApiDocument(options));
  app.get('/openapi.json', (_request, reply) => send(reply, 'application/json; charset=utf-8', document));
  app.get('/docs', (_request, reply) => send(reply, 'text/html; charset=utf-8', DOCS_PAGE));
  app.get('/docs/assets/start.js', (_request, reply) => send(reply, 'text/javascript; charset=utf-8', DOCS_SCRIPT));
  await app.register(fastifyStatic, {
    root: VIEWER,
    prefix: '/docs/assets/',
    index: false,
    decorateReply: false,
    allowedPath: (path) => VIEWER_FILES.includes(path),
    maxAge: '1h',
  });
}

const send = (reply: FastifyReply, type: string, body: string) =>
  reply
    .header('content-security-policy', DOCS_POLICY)
    .header('x-content-type-options', 'nosniff')
    .type(type)
    .send(body);
