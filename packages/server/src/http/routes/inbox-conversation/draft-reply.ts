import { type Actor, AppError } from '@parley/protocol';
import { draftReplyEndpoint, type SourceItem } from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { draftReply } from '../../../commands/draft-reply.ts';
import type { HttpDeps } from '../../deps.ts';
import { tooMany } from '../../rate-limits.ts';
import { workspaceRoute } from '../../workspace-route.ts';

/** Of one person: each costs as much as an answer of the agent. */
const DRAFTS = { perMinute: 10, perHour: 100 };

/** `POST /v1/inbox/conversations/{id}/draft` */
export function draftReplyRoute(app: FastifyInstance, deps: HttpDeps): void {
  workspaceRoute(app, deps, draftReplyEndpoint, ({ workspaceId, actor, params, reply }) =>
    draftOf(deps, { workspaceId, conversationId: params.id, actor, signal: goneWith(reply.raw) }),
  );
}

type Draft = { workspaceId: string; conversationId: string; actor: Actor; signal: AbortSignal };

/** What the agent would say, counted for who asks. Throws what `draftReply` throws, and `too_many_requests`. */
export async function draftOf(deps: HttpDeps, { workspaceId, conversationId, actor, signal }: Draft) {
  const who = `draft:${'id' in actor ? actor.id : workspaceId}`;
  const { retryAfterSeconds } = await deps.limits.spend(who, DRAFTS);
  if (retryAfterSeconds !== null) throw tooMany(retryAfterSeconds);
  const { sources, ...draft } = await draftReply(deps, { workspaceId, conversationId, signal });
  return {
    object: 'reply_draft' as const,
    conversation_id: conversationId,
    ...draft,
    // In the contract's own shape.
    sources: sources as SourceItem[],
  };
}

/** Aborted when the caller has gone: nobody waits for the model then. */
export function goneWith(response: NodeJS.EventEmitter): AbortSignal {
  const gone = new AbortController();
  response.once('close', () => gone.abort(new AppError('unavailable', 'Nobody waits for the draft any more.')));
  return gone.signal;
}
