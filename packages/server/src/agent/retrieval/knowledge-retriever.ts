import type { RetrievalRequest, Retriever } from '../../domain/knowledge/retriever.ts';
import { retrievalQuery } from './follow-up.ts';
import type { IndexCache } from './index-cache.ts';
import { search } from './search.ts';

/** The retriever by words: one search in the agent's index, at most `limit` passages. */
export function knowledgeRetriever(deps: {
  readonly indexes: Pick<IndexCache, 'getIndex'>;
  readonly limit: number;
}): Retriever {
  return {
    async retrieve(request: RetrievalRequest) {
      const index = await deps.indexes.getIndex(request.agentId, request.knowledgeVersion);
      const tags = request.topic === null ? [] : [request.topic];
      return search(index, { ...retrievalQuery(index, request), tags, language: request.language, limit: deps.limit });
    },
  };
}
