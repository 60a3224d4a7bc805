import type { FastifyReply, FastifyRequest } from 'fastify';
import type { HttpDeps } from '../../deps.ts';
import { renderChatError } from '../../errors/chat-dialect.ts';
import { toAppError } from '../../errors/to-app-error.ts';
import { deltaSignals } from '../live-events/live-signals.ts';
import { answerCall } from './answer-call.ts';
import { type ChatCall, chatReply } from './chat-call.ts';

/**
 * Answers as server-sent events: `ack` once the message is stored, `delta` as text is made, then `done` with the whole
 * answer, `superseded` when people have taken the conversation meanwhile, or `error`. A refusal before the message is
 * stored is answered without a stream, like any other. Others who follow the conversation are told the pieces as signals.
 */
export async function streamChat(
  deps: HttpDeps,
  call: ChatCall,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const send = (event: string, data: object) => {
    reply.raw.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  };
  let begun = false;
  let tell = (_text: string): void => {};
  try {
    const answer = await answerCall(deps, call, request, {
      onStored({ conversationId, ord, isReplay }) {
        begin(reply, request.id, conversationId, isReplay);
        begun = true;
        send('ack', { conv_id: conversationId, ord_number: ord });
        tell = deltaSignals(deps, conversationId, ord);
      },
      onDelta(text) {
        send('delta', { text });
        tell(text);
      },
    });
    if (answer.isDropped) send('superseded', { conv_id: answer.conversationId, ord_number: answer.ord });
    else send('done', chatReply(answer, { ...call.query, sources: true }));
  } catch (error) {
    if (!begun) throw error;
    const refusal = toAppError(error);
    if (refusal.code === 'internal') deps.log.error({ err: error, request_id: request.id }, 'stream failed');
    const { status, body } = renderChatError(refusal, request.id);
    send('error', { status, message: body });
  }
  reply.raw.end();
  return reply;
}

function begin(reply: FastifyReply, requestId: string, conversationId: string, isReplay: boolean): void {
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
