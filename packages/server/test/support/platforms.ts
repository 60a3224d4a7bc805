import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeEach } from 'vitest';

export type PlatformRequest = {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** The body, where it is JSON. */
  readonly json: unknown;
};

/** What the fake does with a request: `hang` reads and never answers, `drop` reads and closes the connection. */
export type PlatformAnswer =
  | 'hang'
  | 'drop'
  | {
      readonly status?: number;
      readonly json?: unknown;
      readonly body?: Buffer | string;
      readonly headers?: Readonly<Record<string, string>>;
    };

/** What a platform answers when all is well; undefined for a call that it does not know. */
export type PlatformRoutes = (request: PlatformRequest) => PlatformAnswer | undefined;

/** Which requests: by their path, or by anything of them. */
export type PlatformMatch = RegExp | ((request: PlatformRequest) => boolean);

const matches = (match: PlatformMatch, request: PlatformRequest): boolean =>
  match instanceof RegExp ? match.test(request.url) : match(request);

/** The scripted fake of all platforms: each lies under its own first part of the path (`/telegram/…`). */
export type Platforms = {
  /** `http://127.0.0.1:…` */
  readonly origin: string;
  /** Everything that was asked, in order. */
  readonly requests: readonly PlatformRequest[];
  /** Answers the next requests that match with these, one each, instead of what the routes would. */
  script(match: PlatformMatch, ...answers: readonly PlatformAnswer[]): void;
  /** The requests so far that match. */
  asked(match: PlatformMatch): readonly PlatformRequest[];
};

/** Starts the fake on loopback. Where no route answers it says 404, as a platform would. */
export async function startPlatforms(
  routes: Readonly<Record<string, PlatformRoutes>>,
): Promise<Platforms & { reset(): void; close(): Promise<void> }> {
  const requests: PlatformRequest[] = [];
  const scripts: { readonly match: PlatformMatch; readonly answers: PlatformAnswer[] }[] = [];

  const answerTo = (request: PlatformRequest): PlatformAnswer => {
    const script = scripts.find(({ match, answers }) => answers.length > 0 && matches(match, request));
    const [, platform = '', rest = ''] = /^\/([^/?]*)(.*)$/s.exec(request.url) ?? [];
    return (
      script?.answers.shift() ??
      routes[platform]?.({ ...request, url: rest }) ?? { status: 404, json: { error: 'no such call' } }
    );
  };
  const server = createServer((request, response) => {
    void readRequest(request).then((read) => {
      requests.push(read);
      send(response, answerTo(read));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    script: (match, ...answers) => void scripts.push({ match, answers: [...answers] }),
    asked: (match) => requests.filter((request) => matches(match, request)),
    reset() {
      requests.length = 0;
      scripts.length = 0;
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** The same for a file of tests; begins anew before each. */
export async function platforms(routes: Readonly<Record<string, PlatformRoutes>>): Promise<Platforms> {
  const fake = await startPlatforms(routes);
  beforeEach(() => fake.reset());
  afterAll(() => fake.close());
  return fake;
}

async function readRequest(request: IncomingMessage): Promise<PlatformRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const { method = 'GET', url = '/', headers } = request;
  return { method, url, headers, body, json: jsonOf(body) };
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return null;
  }
}

function send(response: ServerResponse, answer: PlatformAnswer): void {
  if (answer === 'hang') return;
  if (answer === 'drop') {
    response.destroy();
    return;
  }
  const { status = 200, json, body = json === undefined ? '' : JSON.stringify(json), headers = {} } = answer;
  response.writeHead(status, { ...(json === undefined ? {} : { 'content-type': 'application/json' }), ...headers });
  response.end(body);
}
