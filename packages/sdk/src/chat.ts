import type { BodyInputOf, ChatFormat, ChatReply, ChatStreamEvent, EndpointById } from '@parley/protocol/api';
import { ApiError } from './api-error.ts';
import { type ClientOptions, send } from './call.ts';
import { readEventStream } from './event-stream.ts';

export type ChatInput = BodyInputOf<EndpointById<'send-chat'>>;

export type ChatOptions = {
  readonly format?: ChatFormat;
  /** The same key and message within 24 hours get the first answer again. */
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
};

/** Sends a message and waits for the reply. */
export const chat =
  (client: ClientOptions) =>
  async (body: ChatInput, options: ChatOptions = {}): Promise<ChatReply> => {
    const response = await send(client, 'send-chat', request(body, options, {}));
    return (await response.json()) as ChatReply;
  };

/**
 * Sends a message and yields what happens: `ack`, `delta`s, then `done`, `superseded` or `error`. Throws ApiError if the request is
 * refused, or with `status` 0 if the stream breaks off before its end. Leaving the loop ends the request.
 */
export const chatStream = (client: ClientOptions) =>
  async function* (body: ChatInput, options: ChatOptions = {}): AsyncGenerator<ChatStreamEvent, void> {
    const response = await send(client, 'send-chat', request(body, options, { accept: 'text/event-stream' }));
    if (response.body === null) throw brokenOff();
    for await (const { event, data } of readEventStream(response.body)) {
      const known = chatEvent(event, data);
      if (known === null) continue;
      yield known;
      if (LAST_EVENTS.includes(known.event)) return;
    }
    throw brokenOff();
  };

const request = (body: ChatInput, options: ChatOptions, headers: Record<string, string>) => ({
  body,
  query: { format: options.format, stream: headers.accept === undefined ? undefined : 'true' },
  headers: {
    ...headers,
    ...(options.idempotencyKey === undefined ? {} : { 'idempotency-key': options.idempotencyKey }),
  },
  ...(options.signal === undefined ? {} : { signal: options.signal }),
});

const LAST_EVENTS: readonly ChatStreamEvent['event'][] = ['done', 'superseded', 'error'];
const EVENT_NAMES: readonly string[] = [
  'ack',
  'delta',
  'thinking',
  ...LAST_EVENTS,
] satisfies ChatStreamEvent['event'][];

/** A newer server may send events that this client does not know; they are skipped. */
const chatEvent = (event: string, data: string): ChatStreamEvent | null =>
  EVENT_NAMES.includes(event) ? ({ event, data: JSON.parse(data) } as ChatStreamEvent) : null;

const brokenOff = () => new ApiError(0, 'stream_broken_off', 'The stream ended before the reply was complete.');
