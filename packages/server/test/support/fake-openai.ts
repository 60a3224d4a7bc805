import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type FakeToolCall = { readonly id: string; readonly name: string; readonly arguments: string };

/** What the fake does with one request. */
export type FakeBehaviour =
  /** Answers; streamed as `chunks`, else in pieces of eight characters. */
  | {
      readonly type: 'reply';
      readonly text: string;
      readonly chunks?: readonly string[];
      readonly toolCalls?: readonly FakeToolCall[];
      readonly finishReason?: string;
    }
  | {
      readonly type: 'status';
      readonly status: number;
      readonly retryAfter?: string;
      readonly message?: string;
    }
  /** Sends the chunks (streams only), then nothing more; the connection stays open. */
  | { readonly type: 'stall'; readonly chunks?: readonly string[] }
  /** Sends the chunks (streams) or half an answer, then destroys the connection. */
  | { readonly type: 'cut'; readonly chunks?: readonly string[] }
  /** A 200 whose body is no JSON. */
  | { readonly type: 'garbage' };

export type FakeRequest = {
  readonly path: string;
  readonly headers: { readonly [name: string]: string | string[] | undefined };
  readonly body: FakeRequestBody;
};

export type FakeRequestBody = {
  readonly model: string;
  readonly stream?: boolean;
  readonly messages: readonly { readonly role: string; readonly content: unknown }[];
  readonly tools?: readonly { readonly function: { readonly name: string } }[];
  readonly [key: string]: unknown;
};

/** One behaviour per request, the last for all that follow; or a function of the request, which may take its time. */
export type FakeScript =
  | readonly FakeBehaviour[]
  | ((request: FakeRequest, index: number) => FakeBehaviour | Promise<FakeBehaviour>);

export type FakeOpenAi = {
  /** What goes into a provider's `baseURL`. */
  readonly url: string;
  readonly requests: readonly FakeRequest[];
  /** How many connections clients have opened. */
  connections(): number;
  /** Resolves when the fake has got its `n`th request (counted from 1). */
  requested(n: number): Promise<void>;
  /** Resolves when a client has hung up on an answer that was not at its end. */
  hungUp(): Promise<void>;
  close(): Promise<void>;
};

/** A real HTTP server on loopback that speaks OpenAI's chat completions as the script says. */
export async function startFakeOpenAi(
  script: FakeScript,
  options: { readonly port?: number; readonly record?: boolean } = {},
): Promise<FakeOpenAi> {
  const requests: FakeRequest[] = [];
  const listeners = new EventTarget();
  let count = 0;
  let hangUps = 0;
  let connections = 0;
  const server = createServer((request, response) => {
    response.on('close', () => {
      if (response.writableFinished) return;
      hangUps += 1;
      listeners.dispatchEvent(new Event('hung up'));
    });
    readBody(request)
      .then(async (body) => {
        const recorded: FakeRequest = { path: request.url ?? '', headers: request.headers, body };
        if (options.record !== false) requests.push(recorded);
        const index = count;
        count += 1;
        listeners.dispatchEvent(new Event('requested'));
        const behaviour =
          typeof script === 'function' ? await script(recorded, index) : (script[index] ?? script.at(-1));
        if (behaviour === undefined) throw new Error('The script of the fake has no behaviour.');
        behave(response, behaviour, body.stream === true);
      })
      .catch((error: unknown) => response.destroy(error instanceof Error ? error : new Error(String(error))));
  });
  server.keepAliveTimeout = 60_000;
  server.on('connection', () => {
    connections += 1;
  });
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const until = async (event: string, done: () => boolean): Promise<void> => {
    while (!done()) await new Promise((resolve) => listeners.addEventListener(event, resolve, { once: true }));
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    connections: () => connections,
    requested: (n) => until('requested', () => count >= n),
    hungUp: () => until('hung up', () => hangUps > 0),
    close: () => close(server),
  };
}

const FIRST_PASSAGE = /<passage-(\w+) number="1">\n<title-\1>[\s\S]*?<\/title-\1>\n([\s\S]*?)\n<\/passage-\1>/;

/** A script that answers with the first sentence of the prompt's first passage and cites it, as a good model would. */
export function citeFirstPassage(request: FakeRequest): FakeBehaviour {
  const passage = FIRST_PASSAGE.exec(promptText(request));
  const quote = /[^.!?。\n]{4,}[.!?。]?/.exec(passage?.[2] ?? '')?.[0].trim();
  if (quote === undefined) return { type: 'reply', text: 'No.\n<evidence>{"kind":"unknown","claims":[]}</evidence>' };
  const trailer = JSON.stringify({ kind: 'answer', claims: [{ passage: 1, quote }] });
  return { type: 'reply', text: `${quote}\n\n<evidence>${trailer}</evidence>` };
}

/** What the last message of the user says, however the client writes it. */
function promptText({ body }: FakeRequest): string {
  const content = body.messages.findLast(({ role }) => role === 'user')?.content;
  if (typeof content === 'string') return content;
  const parts = Array.isArray(content) ? content : [];
  return parts.map((part: { readonly text?: string }) => part.text ?? '').join('');
}

async function readBody(request: IncomingMessage): Promise<FakeRequestBody> {
  let text = '';
  request.setEncoding('utf8');
  for await (const chunk of request) text += chunk;
  return JSON.parse(text);
}

async function close(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}

function behave(response: ServerResponse, behaviour: FakeBehaviour, streamed: boolean): void {
  switch (behaviour.type) {
    case 'status':
      refuse(response, behaviour);
      return;
    case 'garbage':
      response.setHeader('content-type', streamed ? 'text/event-stream' : 'application/json');
      response.end(streamed ? 'data: {"choices": [{"del\n\n' : '{"choices": [{"mess');
      return;
    case 'stall':
      if (streamed) streamChunks(response, behaviour.chunks ?? []);
      return;
    case 'cut':
      if (streamed) streamChunks(response, behaviour.chunks ?? []);
      else
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' }).write('{"choices":');
      // Only after what was written has left, else the client sees a refused request and not a broken answer.
      response.socket?.end(() => response.destroy());
      return;
    case 'reply':
      if (streamed) streamReply(response, behaviour);
      else sendReply(response, behaviour);
  }
}

function refuse(response: ServerResponse, behaviour: FakeBehaviour & { type: 'status' }): void {
  if (behaviour.retryAfter !== undefined) response.setHeader('retry-after', behaviour.retryAfter);
  response.writeHead(behaviour.status, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ error: { message: behaviour.message ?? 'scripted', type: 'scripted', code: null } }));
}

type Reply = FakeBehaviour & { type: 'reply' };

const USAGE = { prompt_tokens: 120, completion_tokens: 30, total_tokens: 150 };

function sendReply(response: ServerResponse, reply: Reply): void {
  const calls = reply.toolCalls?.map(toolCall);
  const message = { role: 'assistant', content: reply.text, ...(calls === undefined ? {} : { tool_calls: calls }) };
  const body = JSON.stringify({
    id: 'chatcmpl-fake',
    object: 'chat.completion',
    created: 1_700_000_000,
    model: 'fake',
    choices: [{ index: 0, message, finish_reason: finishReason(reply) }],
    usage: USAGE,
  });
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

function streamReply(response: ServerResponse, reply: Reply): void {
  streamChunks(response, reply.chunks ?? reply.text.match(/[\s\S]{1,8}/g) ?? []);
  if (reply.toolCalls !== undefined) {
    const calls = reply.toolCalls.map((call, index) => ({ index, ...toolCall(call) }));
    response.write(chunk({ choices: [{ index: 0, delta: { tool_calls: calls }, finish_reason: null }] }));
  }
  response.write(chunk({ choices: [{ index: 0, delta: {}, finish_reason: finishReason(reply) }] }));
  response.write(chunk({ choices: [], usage: USAGE }));
  response.end('data: [DONE]\n\n');
}

function streamChunks(response: ServerResponse, chunks: readonly string[]): void {
  if (!response.headersSent) response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.write(chunk({ choices: [{ index: 0, delta: { role: 'assistant', content: '' }, finish_reason: null }] }));
  for (const content of chunks) {
    response.write(chunk({ choices: [{ index: 0, delta: { content }, finish_reason: null }] }));
  }
}

function chunk(fields: object): string {
  const head = { id: 'chatcmpl-fake', object: 'chat.completion.chunk', created: 1_700_000_000, model: 'fake' };
  return `data: ${JSON.stringify({ ...head, ...fields })}\n\n`;
}

function toolCall(call: FakeToolCall): object {
  return { id: call.id, type: 'function', function: { name: call.name, arguments: call.arguments } };
}

function finishReason(reply: Reply): string {
  return reply.finishReason ?? (reply.toolCalls === undefined ? 'stop' : 'tool_calls');
}

/** Run as a program (`node fake-openai.ts <port>`) it serves benchmarks from a process of its own, and prints its URL. */
if (import.meta.main) {
  const { url } = await startFakeOpenAi(citeFirstPassage, { port: Number(process.argv[2] ?? 0), record: false });
  process.stdout.write(`${url}\n`);
}
