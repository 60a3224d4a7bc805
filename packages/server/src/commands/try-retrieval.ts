import { AppError } from '@parley/protocol';
import { readSettings } from '../domain/agent/settings.ts';
import type { ScoredPassage } from '../domain/knowledge/passage.ts';
import { type CheckedReply, checkDraft } from '../domain/turn/check-draft.ts';
import type { Draft, TurnContext, TurnMessage } from '../domain/turn/turn-context.ts';
import type { Agent } from '../store/agents/find-access.ts';
import type { Deps } from './deps.ts';

export type TryRetrievalInput = {
  readonly agent: Agent;
  readonly question: string;
  readonly topic: string | null;
  readonly signal: AbortSignal;
};

export type FoundForQuestion = {
  readonly language: string | null;
  /** Best first. */
  readonly passages: readonly ScoredPassage[];
  /** What the model that costs nothing would say. */
  readonly decision: CheckedReply;
};

type TryDeps = Pick<Deps, 'retriever' | 'detectLanguage' | 'economyModel'>;

/** Finds what the agent would answer a question from, and what `builtin` would make of it. Nothing is stored. */
export async function tryRetrieval(deps: TryDeps, input: TryRetrievalInput): Promise<FoundForQuestion> {
  const { agent, question, topic, signal } = input;
  const language = deps.detectLanguage(question);
  const asked = { author: 'visitor', content: question, isWelcome: false, inEndedHumanStretch: false } as const;
  const questions: TurnMessage[] = [{ ...asked, ord: 1 }];
  const { id: agentId, knowledgeVersion } = agent;
  const wanted = { agentId, knowledgeVersion, questions, history: [], topic, language };
  const passages = await deps.retriever.retrieve(wanted);
  // Nobody is offered: what is asked here is whether the knowledge has an answer.
  const profile = { ...readSettings(agent.settings), peopleEnabled: false };
  const context = { agent: profile, questions, history: [], personOffered: false, language, metadata: {}, passages };
  return { language, passages, decision: checkDraft(context, await draftOf(deps, context, signal)) };
}

async function draftOf({ economyModel }: TryDeps, context: TurnContext, signal: AbortSignal): Promise<Draft> {
  for await (const step of economyModel.respond(context, { stream: false, signal })) {
    if (step.type === 'draft') return step.draft;
  }
  throw new AppError('unavailable', 'The model gave no answer.');
}
