import { DEFAULT_HANDOFF } from '../../../domain/handoff/handoff-settings.ts';
import type { Passage, ScoredPassage } from '../../../domain/knowledge/passage.ts';
import type { AgentProfile, TurnContext, TurnMessage } from '../../../domain/turn/turn-context.ts';
import { buildIndex } from '../../retrieval/knowledge-index.ts';
import { search } from '../../retrieval/search.ts';

const AGENT: AgentProfile = {
  name: 'Ada',
  description: 'You are Ada. Never mention the secret discount.',
  guidelines: [],
  personality: 0,
  profession: 'helpful_assistant',
  creativity: 0,
  replyLength: 1,
  language: 'en',
  greeting: 'Hello! I am Ada of Bike & Co.',
  unknownReply: {},
  peopleEnabled: true,
  ...DEFAULT_HANDOFF,
};

/** A turn in which the visitor says `question`, with whatever else the test cares about. */
export function aTurn(
  question: string,
  with_: Partial<Omit<TurnContext, 'agent' | 'questions'>> & { readonly agent?: Partial<AgentProfile> } = {},
): TurnContext {
  return {
    history: [],
    personOffered: false,
    language: 'en',
    metadata: {},
    passages: [],
    ...with_,
    agent: { ...AGENT, ...with_.agent },
    questions: [aMessage(question, { ord: 9 })],
  };
}

/** A visitor's message, unless told otherwise. */
export function aMessage(content: string, with_: Partial<TurnMessage> = {}): TurnMessage {
  return { ord: 1, author: 'visitor', content, isWelcome: false, inEndedHumanStretch: false, ...with_ };
}

/** A passage that retrieval found, of an article of its own. */
export function aPassage(text: string, with_: Partial<ScoredPassage> = {}): ScoredPassage {
  return {
    articleId: 'article',
    articleNumber: 1,
    articleVersion: 1,
    title: '',
    url: null,
    tags: [],
    language: null,
    text,
    start: 0,
    end: text.length,
    score: 1,
    ...with_,
  };
}

/** Retrieval over a few articles: the function finds the best passages for a question. */
export async function aKnowledge(
  articles: readonly (readonly [title: string, text: string])[],
  language: string | null = null,
): Promise<(question: string) => ScoredPassage[]> {
  const passages: Passage[] = articles.map(([title, text], number) =>
    aPassage(text, { title, language, articleId: `article-${number}`, articleNumber: number }),
  );
  const index = await buildIndex(passages);
  return (question) => search(index, { query: question, limit: 8 });
}
