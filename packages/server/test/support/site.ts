import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll } from 'vitest';

/** What a path of the site answers. */
export type SitePage = {
  readonly html: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly type?: string;
};

/** A site of somebody else's: pages on loopback, on an origin that is not ours. */
export type Site = {
  readonly origin: string;
  /** What a path answers from now on; gives its address. Any other path is 404. */
  serve(path: string, page: SitePage): string;
};

/** Starts a site for a test file; it ends with the file. */
export async function startSite(): Promise<Site> {
  const pages = new Map<string, SitePage>();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://site.example');
    const page = pages.get(pathname);
    const type = page?.type ?? 'text/html; charset=utf-8';
    response.writeHead(page ? 200 : 404, { 'content-type': type, ...page?.headers });
    response.end(page?.html ?? '');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    serve(path, page) {
      pages.set(path, page);
      return origin + path;
    },
  };
}
