import { LIMITS } from '@parley/protocol';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { bearerClaims } from '../../auth/bearer-token.ts';
import type { HttpDeps } from '../../deps.ts';
import { renderChatError } from '../../errors/chat-dialect.ts';
import { sendError } from '../../send-error.ts';
import { answerCall } from './answer-call.ts';
import { checkToken } from './chat-access.ts';
import { type ChatCall, chatReply, readCall } from './chat-call.ts';
import { streamChat } from './stream-chat.ts';

/** `POST /chat`: to the letter of the published contract, its plain-text errors included. */
export function sendChatRoute(app: FastifyInstance, deps: HttpDeps): void {
  app.route({
    method: 'POST',
    url: '/chat',
    bodyLimit: LIMITS.chatBodyMaxBytes,
    // Authentication is told before anything that is wrong with the body.
    onRequest: async (request) => void (await bearerClaims(deps, request)),
    errorHandler: async (error, request, reply) => {
      const refusal = await checkToken(deps, request).then(
        () => error,
        (unauthenticated: unknown) => unauthenticated,
      );
      return sendError(deps, reply.hasHeader('x-conversation-id') ? error : refusal, request, reply, renderChatError);
    },
    async handler(request, reply) {
      const call = await readCall(deps, request);
      if (wantsStream(request, call)) return streamChat(deps, call, request, reply);
      const answer = await answerCall(deps, call, request, {
        onStored({ conversationId, isReplay }) {
          reply.header('x-conversation-id', conversationId);
          if (isReplay) reply.header('idempotent-replayed', 'true');
        },
      });
      return reply.send(chatReply(answer, call.query));
    },
  });
}

function wantsStream(request: FastifyRequest, call: ChatCall): boolean {
  return call.query.stream ?? (request.headers.accept?.includes('text/event-stream') || false);
}
