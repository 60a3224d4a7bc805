import type { AppError } from '@parley/protocol';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { StoredMessage, VisitorAnswer } from '../commands/answer-visitor.ts';
import { type Telling, tellDeltas, tellThinking } from '../commands/tell-turn.ts';
import type { HttpDeps } from './deps.ts';
import { toAppError } from './errors/to-app-error.ts';

export type AnswerProgress = {
  readonly onStored: (stored: StoredMessage & { readonly isReplay: boolean }) => void;
  readonly onDelta?: (text: string) => void;
  readonly onThinking?: (text: string) => void;
};

/** What a surface tells of an answer, event by event. */
type AnswerEvents = {
  readonly ack: (stored: StoredMessage) => object;
  readonly done: (answer: VisitorAnswer) => object;
  readonly superseded: (answer: VisitorAnswer) => object;
  readonly error: (refusal: AppError) => object;
};

type Answering = {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly answer: (progress: AnswerProgress) => Promise<VisitorAnswer>;
  readonly events: AnswerEvents;
};

/**
 * Answers as server-sent events: `ack` once the message is stored, `delta` as text is made and `thinking` while a tool runs, then `done` with the whole
 * answer, `superseded` when people have taken the conversation meanwhile, or `error`. A refusal before the message is
 * stored is thrown, to be answered like any other. Others who follow the conversation are told the pieces as signals.
 */
export async function streamAnswer(deps: HttpDeps, answering: Answering): Promise<void> {
  const { request, reply, answer, events } = answering;
  const send = (event: string, data: object) => {
    reply.raw.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  };
  let begun = false;
  let deltas = UNHEARD;
  let place: StoredMessage | null = null;
  try {
    const given = await answer({
      onStored(stored) {
        begin(reply, request.id, stored);
        begun = true;
        send('ack', events.ack(stored));
        deltas = tellDeltas(deps, stored);
        place = stored;
      },
      onDelta(text) {
        send('delta', { text });
        deltas.tell(text);
      },
      onThinking(text) {
        send('thinking', { text });
        if (place) tellThinking(deps, place, text);
      },
    });
    if (given.isDropped) send('superseded', events.superseded(given));
    else send('done', events.done(given));
  } catch (error) {
    if (!begun) throw error;
    const refusal = toAppError(error);
    if (refusal.code === 'internal') deps.log.error({ err: error, request_id: request.id }, 'stream failed');
    send('error', events.error(refusal));
  } finally {
    deltas.end();
  }
  reply.raw.end();
}

/** Until the message is stored there is no conversation to follow. */
const UNHEARD: Telling = { tell() {}, end() {} };

type Begun = { readonly conversationId: string; readonly isReplay: boolean };

function begin(reply: FastifyReply, requestId: string, { conversationId, isReplay }: Begun): void {
  reply.hijack();
  reply.raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    // nginx would otherwise hold the stream back until it has a buffer full.
    'x-accel-buffering': 'no',
    'x-request-id': requestId,
    'x-conversation-id': conversationId,
    ...(isReplay ? { 'idempotent-replayed': 'true' } : {}),
  });
}
