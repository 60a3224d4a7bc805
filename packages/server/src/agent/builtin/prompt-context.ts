import type { LanguageModelV4Prompt } from '@ai-sdk/provider';
import { DEFAULT_SETTINGS } from '../../domain/agent/settings.ts';
import type { ScoredPassage } from '../../domain/knowledge/passage.ts';
import type { TurnContext, TurnMessage } from '../../domain/turn/turn-context.ts';
import { termsOf } from './terms.ts';

const MOST_PASSAGES = 8;

/** A turn made of a plain prompt: its last paragraph by the user is the question, all before it the knowledge. */
export function contextOfPrompt(prompt: LanguageModelV4Prompt): TurnContext {
  const texts = prompt.map((message) => ({
    isUser: message.role === 'user',
    text:
      typeof message.content === 'string'
        ? message.content
        : message.content.map((part) => (part.type === 'text' ? part.text : '')).join('\n'),
  }));
  const asked = texts.findLastIndex(({ isUser }) => isUser);
  const paragraphs = texts.slice(0, asked + 1).flatMap(({ text }) => paragraphsOf(text));
  const question = paragraphs.pop() ?? '';
  return {
    agent: AGENT,
    history: [],
    questions: [messageOf(question)],
    personOffered: false,
    language: null,
    metadata: {},
    passages: mostAlike(question, paragraphs),
  };
}

/** Asked as a plain model, it is no agent of anybody's: nobody greets, and there are no people to offer. */
const AGENT = { ...DEFAULT_SETTINGS, name: 'Parley', greeting: '', peopleEnabled: false };

function paragraphsOf(text: string): string[] {
  return text.split(/\n\s*\n/).filter((paragraph) => paragraph.trim() !== '');
}

function messageOf(content: string): TurnMessage {
  return { ord: 1, author: 'visitor', content, isWelcome: false, inEndedHumanStretch: false };
}

function mostAlike(question: string, paragraphs: readonly string[]): ScoredPassage[] {
  const wanted = new Set(termsOf(question).map(({ text }) => text));
  return paragraphs
    .map((text, number) => {
      const found = new Set(termsOf(text).map((term) => term.text));
      const score = [...found].filter((term) => wanted.has(term)).reduce((sum, term) => sum + term.length, 0);
      return passageOf(text, number, score);
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, MOST_PASSAGES);
}

function passageOf(text: string, number: number, score: number): ScoredPassage {
  const place = { start: 0, end: text.length, articleVersion: 1, articleId: `prompt-${number}`, articleNumber: number };
  return { ...place, title: '', url: null, tags: [], language: null, text, score };
}
