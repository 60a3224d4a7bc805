import { createHash } from 'node:crypto';
import { AppError } from '@parley/protocol';
import { sendChatEndpoint } from '@parley/protocol/api';
import type { FastifyRequest } from 'fastify';
import { answerOnce } from '../../../commands/answer-once.ts';
import { answerVisitor, type StoredMessage, type VisitorAnswer } from '../../../commands/answer-visitor.ts';
import type { HttpDeps } from '../../deps.ts';
import { type ChatCall, turnInput } from './chat-call.ts';

const KEY_MAX = 255;

export type CallProgress = {
  readonly onStored: (stored: StoredMessage & { readonly isReplay: boolean }) => void;
  readonly onDelta?: (text: string) => void;
};

/** Answers a checked chat request, once for all requests with its `Idempotency-Key`. */
export function answerCall(
  deps: HttpDeps,
  call: ChatCall,
  request: FastifyRequest,
  progress: CallProgress,
): Promise<VisitorAnswer> {
  const input = { ...turnInput(call), ...progress, signal: deps.draining };
  const key = idempotencyKey(request);
  if (key === null) {
    return answerVisitor(deps, { ...input, onStored: (stored) => progress.onStored({ ...stored, isReplay: false }) });
  }
  const requestHash = createHash('sha256').update(JSON.stringify(call.body)).digest('base64');
  return answerOnce(deps, { ...input, key: { scope: `${sendChatEndpoint.id}:${call.agent.id}`, key }, requestHash });
}

function idempotencyKey(request: FastifyRequest): string | null {
  const given = request.headers['idempotency-key'];
  if (given === undefined) return null;
  const key = String(given).trim();
  if (key === '' || key.length > KEY_MAX) {
    throw new AppError('bad_request', `The header Idempotency-Key must have 1 to ${KEY_MAX} characters.`);
  }
  return key;
}
