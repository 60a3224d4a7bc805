import type { TurnMessage } from '../turn/turn-context.ts';
import type { ScoredPassage } from './passage.ts';

export type RetrievalRequest = {
  readonly agentId: string;
  /** The agent's knowledge as it stands now: a retriever never answers from an older one. */
  readonly knowledgeVersion: number;
  readonly questions: readonly TurnMessage[];
  /** Resolves follow-up questions; oldest first. */
  readonly history: readonly TurnMessage[];
  /** Only passages tagged so, or not tagged at all; null for all. */
  readonly topic: string | null;
  /** ISO 639-1: preferred, not required. */
  readonly language: string | null;
};

/** The port to whatever finds passages: words today, embeddings beside them later. Best first, bounded in number. */
export interface Retriever {
  retrieve(request: RetrievalRequest): Promise<readonly ScoredPassage[]>;
}
