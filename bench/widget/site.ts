import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The same page without and with the widget, on an origin of its own. */
export async function startPages(host: string, scenarioId: string) {
  const tag = `<script async src="${host}/widget.js" data-scenario="${scenarioId}"></script>`;
  const server = createServer(({ url }, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(url === '/with-widget' ? page(tag) : page(''));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    pages: { plain: `${origin}/plain`, withWidget: `${origin}/with-widget` },
    async close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** A page as shops have them: some text, a picture that keeps its place, and a line at its end. */
const page = (tag: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="Paper and ink"><title>A shop</title><link rel="icon" href="data:,">
<style>body { font: 16px/1.5 sans-serif; max-width: 60rem; margin: auto; } svg { width: 100%; height: 200px; }</style></head>
<body><h1>A shop</h1><svg role="img" aria-label="A pen"><rect width="100%" height="200" fill="#ccd"/></svg>
${'<p>Paper, ink and fountain pens, since 1987, in the same street and with the same care for who writes.</p>'.repeat(30)}
<p>The end.</p>${tag}</body></html>`;
