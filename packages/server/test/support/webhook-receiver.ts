import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WEBHOOK_EVENTS } from '@parley/protocol';
import { WEBHOOK_TEST, WebhookTestPayloadSchema, webhookPayload } from '@parley/protocol/api';
import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach } from 'vitest';

// biome-ignore lint/suspicious/noExplicitAny: what a payload holds is what each test looks at.
type Json = any;

/** One delivery as it arrived. */
export type Received = {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly raw: string;
  readonly body: Json;
  readonly atMs: number;
};

export type Receiver = {
  readonly origin: string;
  /** Everything that arrived, in order, of one path if given. */
  received(path?: string): Received[];
  /** How a path answers, from now on; 204 unless told. */
  answers(path: string, answer: (response: ServerResponse, received: Received) => void): void;
  /** By which secret the deliveries to a path are verified, each as it arrives. */
  knows(path: string, secret: string): void;
  forget(): void;
};

/**
 * A receiver of webhooks on loopback. Every delivery to a path whose secret it knows is verified by `standardwebhooks` as
 * it arrives and held to the schema of its event; a test in which one was not good fails.
 */
export async function startReceiver(now: () => number = Date.now): Promise<Receiver> {
  const all: Received[] = [];
  const secrets = new Map<string, string>();
  const answers = new Map<string, (response: ServerResponse, received: Received) => void>();
  const faults: unknown[] = [];
  const server = createServer(async (request, response) => {
    let raw = '';
    for await (const chunk of request) raw += chunk;
    const path = request.url ?? '';
    const received = { path, headers: request.headers, raw, body: JSON.parse(raw), atMs: now() };
    all.push(received);
    const secret = secrets.get(path);
    try {
      if (secret) verify(received, secret, now());
    } catch (fault) {
      faults.push(fault);
    }
    const answer = answers.get(path);
    if (answer) answer(response, received);
    else response.writeHead(204).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const forget = () => {
    all.splice(0);
    answers.clear();
  };
  afterEach(() => {
    forget();
    const [fault] = faults.splice(0);
    if (fault) throw fault;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received: (path) => all.filter((each) => path === undefined || each.path === path),
    answers: (path, answer) => void answers.set(path, answer),
    knows: (path, secret) => void secrets.set(path, secret),
    forget,
  };
}

function verify({ headers, raw, body }: Received, secret: string, nowMs: number): void {
  new Webhook(secret).verify(raw, withRealTime(headers, secret, raw, nowMs));
  const type = String(headers['x-parley-event']);
  if (body.type !== type || headers['x-parley-delivery'] !== headers['webhook-id']) throw new Error('headers differ');
  const event = WEBHOOK_EVENTS.find((each) => each === type);
  if (event) webhookPayload(event).parse(body);
  else if (type === WEBHOOK_TEST) WebhookTestPayloadSchema.parse(body);
  else throw new Error(`the catalogue has no event ${type}`);
}

/** The library compares with the real clock: under a false one, what it was signed with is checked by hand and renewed. */
function withRealTime(
  headers: IncomingHttpHeaders,
  secret: string,
  raw: string,
  nowMs: number,
): Record<string, string> {
  const plain = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
  if (Math.abs(nowMs - Date.now()) < 60_000) return plain;
  const signedAt = new Date(Number(plain['webhook-timestamp']) * 1000);
  if (Math.abs(signedAt.getTime() - nowMs) > 60_000) throw new Error('signed at another time');
  const id = plain['webhook-id'] ?? '';
  const expected = new Webhook(secret).sign(id, signedAt, raw);
  if (!plain['webhook-signature']?.split(' ').includes(expected)) throw new Error('signed with another secret');
  const at = new Date();
  const renewed = new Webhook(secret).sign(id, at, raw);
  return { ...plain, 'webhook-timestamp': String(Math.floor(at.getTime() / 1000)), 'webhook-signature': renewed };
}
