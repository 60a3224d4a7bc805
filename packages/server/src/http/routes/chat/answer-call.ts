import { sendChatEndpoint } from '@parley/protocol/api';
import type { FastifyRequest } from 'fastify';
import { answerOnce } from '../../../commands/answer-once.ts';
import { answerVisitor, type VisitorAnswer } from '../../../commands/answer-visitor.ts';
import type { HttpDeps } from '../../deps.ts';
import { bodyHash, idempotencyKey } from '../../idempotency-key.ts';
import type { AnswerProgress } from '../../stream-answer.ts';
import { type ChatCall, turnInput } from './chat-call.ts';

/** Answers a checked chat request, once for all requests with its `Idempotency-Key`. */
export function answerCall(
  deps: HttpDeps,
  call: ChatCall,
  request: FastifyRequest,
  progress: AnswerProgress,
): Promise<VisitorAnswer> {
  const input = { ...turnInput(call), ...progress, signal: deps.draining };
  const key = idempotencyKey(request);
  if (key === null) {
    return answerVisitor(deps, { ...input, onStored: (stored) => progress.onStored({ ...stored, isReplay: false }) });
  }
  const name = { scope: `${sendChatEndpoint.id}:${call.agent.id}`, key };
  return answerOnce(deps, { ...input, key: name, requestHash: bodyHash(call.body) });
}
