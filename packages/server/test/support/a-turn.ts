import { DEFAULT_HANDOFF } from '../../src/domain/handoff/handoff-settings.ts';
import type { ScoredPassage } from '../../src/domain/knowledge/passage.ts';
import type { AgentProfile, TurnContext, TurnMessage } from '../../src/domain/turn/turn-context.ts';

/** An agent with people, in English. */
export function anAgentProfile(fields: Partial<AgentProfile> = {}): AgentProfile {
  return {
    name: 'Ada',
    description: 'You help the customers of a bicycle shop in 12 towns.',
    guidelines: ['Never promise a discount.'],
    personality: 0,
    profession: 'helpful_assistant',
    creativity: 0,
    replyLength: 1,
    language: 'en',
    greeting: 'Hello, I am Ada.',
    unknownReply: {},
    peopleEnabled: true,
    ...DEFAULT_HANDOFF,
    ...fields,
  };
}

/** A visitor's message. */
export function aTurnMessage(fields: Partial<TurnMessage> = {}): TurnMessage {
  const content = 'How long does delivery take?';
  return { ord: 2, author: 'visitor', content, isWelcome: false, inEndedHumanStretch: false, ...fields };
}

/** A passage that begins at 100 of version 3 of article 7. */
export function aPassage(fields: Partial<ScoredPassage> = {}): ScoredPassage {
  const text = fields.text ?? 'Delivery takes three to five working days. Islands take a week.';
  return {
    articleId: '0198c0de-0000-7000-8000-000000000007',
    articleNumber: 7,
    articleVersion: 3,
    title: 'Delivery',
    url: 'https://shop.example/delivery',
    tags: [],
    language: 'en',
    text,
    start: 100,
    end: 100 + text.length,
    score: 2.5,
    ...fields,
  };
}

/** A visitor asks one question, and one passage was found. */
export function aTurn(fields: Partial<TurnContext> = {}): TurnContext {
  return {
    agent: anAgentProfile(),
    history: [],
    questions: [aTurnMessage()],
    personOffered: false,
    language: 'en',
    metadata: {},
    passages: [aPassage()],
    ...fields,
  };
}
