import { type BodyOf, type PreviewReply, previewAgentEndpoint, type SourceItem } from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import type { StoredMessage, VisitorAnswer } from '../../../commands/answer-visitor.ts';
import { type PreviewAgentInput, previewAgent } from '../../../commands/preview-agent.ts';
import type { Agent } from '../../../store/agents/find-access.ts';
import type { HttpDeps } from '../../deps.ts';
import { renderWorkspaceError } from '../../errors/workspace-dialect.ts';
import { wantsStream } from '../../open-stream.ts';
import { tooMany } from '../../rate-limits.ts';
import { requireWorkspaceAgent } from '../../require-workspace-agent.ts';
import { streamAnswer } from '../../stream-answer.ts';
import { TAKEN_OVER, type TakenOver } from '../../taken-over.ts';
import { type WorkspaceCall, workspaceRoute } from '../../workspace-route.ts';
import { settingsOf } from '../chatbot-settings/setting-names.ts';
import { tryRetrievalRoute } from './try-retrieval.ts';

/** Of one person: each trial costs as much as an answer to a visitor. */
const TRIALS = { perMinute: 30, perHour: 600 };

type Call = WorkspaceCall<typeof previewAgentEndpoint>;

/** The agent as those who set it up try it. */
export function agentPreviewRoutes(app: FastifyInstance, deps: HttpDeps): void {
  workspaceRoute(app, deps, previewAgentEndpoint, async (call) => {
    const { actor, workspaceId, body, request } = call;
    const agent = await requireWorkspaceAgent(deps, call);
    const { retryAfterSeconds } = await deps.limits.spend(`trial:${'id' in actor ? actor.id : workspaceId}`, TRIALS);
    if (retryAfterSeconds !== null) throw tooMany(retryAfterSeconds);
    const input = inputOf(agent, body, deps.draining);
    return wantsStream(request, {}) ? streamed(deps, call, input) : replyJson(await previewAgent(deps, input));
  });
  tryRetrievalRoute(app, deps);
}

async function streamed(deps: HttpDeps, { request, reply }: Call, input: PreviewAgentInput): Promise<TakenOver> {
  await streamAnswer(deps, {
    request,
    reply,
    answer: ({ onStored, ...rest }) =>
      previewAgent(deps, { ...input, ...rest, onStored: (stored) => onStored({ ...stored, isReplay: false }) }),
    events: {
      ack: placeJson,
      done: replyJson,
      superseded: placeJson,
      error(refusal) {
        const { status, body } = renderWorkspaceError(refusal, request.id);
        return { status, ...JSON.parse(body) };
      },
    },
  });
  return TAKEN_OVER;
}

function inputOf(agent: Agent, body: BodyOf<typeof previewAgentEndpoint>, signal: AbortSignal): PreviewAgentInput {
  const { text, conversation_id: conversationId = null, settings = {}, kb_topic: topic = null } = body;
  return { agent, text, conversationId, settings: settingsOf(settings), topic, signal };
}

const placeJson = ({ conversationId, ord }: StoredMessage) => ({ conversation_id: conversationId, ord });

const replyJson = ({ text, kind, sources, ...place }: VisitorAnswer): PreviewReply => ({
  object: 'preview_reply',
  ...placeJson(place),
  text,
  kind: kind ?? null,
  // In the contract's own shape.
  sources: sources as SourceItem[],
});
