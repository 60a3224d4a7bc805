import { fixedReply } from '../../domain/turn/fixed-replies.ts';
import type { Draft, TurnContext } from '../../domain/turn/turn-context.ts';
import { composeReply } from './compose-reply.ts';
import { consents, recognise, wishForPerson } from './intent.ts';
import { escapeMarkdown, oneLine } from './markdown.ts';
import { askedMetadata } from './metadata-question.ts';
import { questionTerms } from './question-terms.ts';
import { rank } from './rank.ts';
import { answerSmallTalk } from './small-talk.ts';
import { ANSWER_WEIGHTS } from './weights.gen.ts';

// Earlier questions that a follow-up may lean on; older ones are mostly of another matter.
const EARLIER_QUESTIONS = 2;

// A creative agent rather says something near the question than nothing (log-odds per level of creativity).
const EASE = 0.5;

// A nod or a smile: nothing was asked, and «what else can I do?» is the polite reply.
const EMOJI_ONLY = /^\s*\p{Extended_Pictographic}(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u200d|\ufe0f|\s)*$/u;

/**
 * Drafts the reply of the built-in model: from the sentences of the passages, the metadata, the agent's settings or the
 * conversation, and `unknown` where none of them answers. Pure; what it reads is data and never changes what it does.
 */
export function answer(context: TurnContext): Draft {
  const { agent, personOffered } = context;
  const message = context.questions.map(({ content }) => content).join('\n');
  const languages = [context.language, agent.language, 'en'].filter((language) => language !== null);
  const { intents, rest } = recognise(message, languages, agent.name);
  const saidYes = personOffered && (intents[0]?.intent === 'yes' || consents(message, languages));
  if (saidYes || wishForPerson(message, languages) !== null) return handoff(context);
  const last = intents.at(-1);
  if (rest === '' && last !== undefined) return answerSmallTalk(context, last);
  if (EMOJI_ONLY.test(message)) return answerSmallTalk(context, { intent: 'no', language: languages[0] ?? 'en' });
  return fromMetadata(context, rest) ?? fromPassages(context, rest, languages) ?? unknown(context);
}

function handoff({ agent, language }: TurnContext): Draft {
  const key = agent.peopleEnabled ? 'handoff_confirmed' : 'handoff_unavailable';
  return { kind: 'handoff', text: fixedReply(key, language, agent.language), evidence: [] };
}

function unknown({ agent, language }: TurnContext): Draft {
  const own = agent.peopleEnabled ? agent.unknownReply[language ?? agent.language]?.trim() : undefined;
  const key = agent.peopleEnabled ? 'unknown_with_offer' : 'unknown';
  return { kind: 'unknown', text: own || fixedReply(key, language, agent.language), evidence: [] };
}

function fromMetadata({ metadata }: TurnContext, question: string): Draft | null {
  const asked = askedMetadata(question, metadata);
  if (asked === null) return null;
  const text = `${escapeMarkdown(asked.label)}: ${escapeMarkdown(oneLine(asked.value))}`;
  return { kind: 'answer', text, evidence: [{ type: 'metadata', key: asked.key }] };
}

function fromPassages(context: TurnContext, question: string, languages: readonly string[]): Draft | null {
  const earlier = context.history.filter(({ author }) => author === 'visitor').slice(-EARLIER_QUESTIONS);
  const terms = questionTerms(question, { questions: earlier.map(({ content }) => content), languages });
  const ranking = rank(terms, context.passages, ANSWER_WEIGHTS);
  if (ranking.confidence < ANSWER_WEIGHTS.threshold - EASE * context.agent.creativity) return null;
  return composeReply(context.passages, ranking.sentences, context.agent.replyLength);
}
