import type { FastifyReply, FastifyRequest } from 'fastify';
import type { HttpDeps } from '../../deps.ts';
import { renderChatError } from '../../errors/chat-dialect.ts';
import { streamAnswer } from '../../stream-answer.ts';
import { answerCall } from './answer-call.ts';
import { type ChatCall, chatReply } from './chat-call.ts';

/** Answers a checked chat request as server-sent events. */
export async function streamChat(
  deps: HttpDeps,
  call: ChatCall,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  await streamAnswer(deps, {
    request,
    reply,
    answer: (progress) => answerCall(deps, call, request, progress),
    events: {
      ack: ({ conversationId, ord }) => ({ conv_id: conversationId, ord_number: ord }),
      done: (answer) => chatReply(answer, { ...call.query, sources: true }),
      superseded: ({ conversationId, ord }) => ({ conv_id: conversationId, ord_number: ord }),
      error(refusal) {
        const { status, body } = renderChatError(refusal, request.id);
        return { status, message: body };
      },
    },
  });
  return reply;
}
