import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeEach } from 'vitest';

export type ShopRequest = {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
};

export type ShopService = {
  /** `http://127.0.0.1:…` */
  readonly origin: string;
  readonly requests: readonly ShopRequest[];
  /** What it does from now on; answers `{}` until it is told. */
  answers(answer: (request: ShopRequest, response: ServerResponse) => void): void;
};

/** A company's service: a real HTTP server on loopback that keeps what it is asked and answers as a test says. */
export async function startShopService(port = 0): Promise<ShopService & { close(): Promise<void>; reset(): void }> {
  const requests: ShopRequest[] = [];
  let answer: (request: ShopRequest, response: ServerResponse) => void = emptyAnswer;
  const server = createServer((request, response) => {
    void readRequest(request).then((read) => {
      requests.push(read);
      answer(read, response);
    });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    answers(next) {
      answer = next;
    },
    reset() {
      requests.length = 0;
      answer = emptyAnswer;
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** The same for a file of tests; begins anew before each. */
export async function shopService(): Promise<ShopService> {
  const service = await startShopService();
  beforeEach(() => service.reset());
  afterAll(() => service.close());
  return service;
}

/** Answers with JSON. */
export const json =
  (body: unknown, status = 200) =>
  (_request: ShopRequest, response: ServerResponse) =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

const emptyAnswer = json({});

async function readRequest(request: IncomingMessage): Promise<ShopRequest> {
  let body = '';
  request.setEncoding('utf8');
  for await (const chunk of request) body += chunk;
  return { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body };
}
