import { type Retrieval, tryRetrievalEndpoint } from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { type FoundForQuestion, tryRetrieval } from '../../../commands/try-retrieval.ts';
import type { ScoredPassage } from '../../../domain/knowledge/passage.ts';
import type { ReplySource } from '../../../domain/turn/check-draft.ts';
import { sourceItem } from '../../../presenters/source-item.ts';
import type { HttpDeps } from '../../deps.ts';
import { requireWorkspaceAgent } from '../../require-workspace-agent.ts';
import { workspaceRoute } from '../../workspace-route.ts';

/** `POST /v1/inbox/agents/{chatbot_id}/retrieval` */
export function tryRetrievalRoute(app: FastifyInstance, deps: HttpDeps): void {
  workspaceRoute(app, deps, tryRetrievalEndpoint, async (call) => {
    const agent = await requireWorkspaceAgent(deps, call);
    const { question, kb_topic: topic = null } = call.body;
    return foundJson(await tryRetrieval(deps, { agent, question, topic, signal: deps.draining }));
  });
}

const foundJson = ({ language, passages, decision }: FoundForQuestion): Retrieval => ({
  object: 'retrieval',
  language,
  passages: passages.map((passage) => ({
    article_id: passage.articleId,
    article_number: passage.articleNumber,
    article_version: passage.articleVersion,
    title: passage.title,
    url: passage.url,
    tags: [...passage.tags],
    text: passage.text,
    start: passage.start,
    end: passage.end,
    score: passage.score,
    was_quoted: decision.sources.some((source) => isFrom(source, passage)),
  })),
  decision: {
    // Nobody can be called here.
    kind: decision.kind === 'handoff' ? 'unknown' : decision.kind,
    text: decision.text,
    sources: decision.sources.map(sourceItem),
  },
});

const isFrom = (source: ReplySource, { articleId, start, end }: ScoredPassage): boolean =>
  source.articleId === articleId && source.start >= start && source.end <= end;
