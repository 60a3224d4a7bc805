import { fixedReply } from '../../domain/turn/fixed-replies.ts';
import type { Draft, TurnContext } from '../../domain/turn/turn-context.ts';
import { composeReply } from './compose-reply.ts';
import { consents, recognise, wishForPerson, withoutWish } from './intent.ts';
import { escapeMarkdown, oneLine } from './markdown.ts';
import { askedMetadata } from './metadata-question.ts';
import { hasFunctionWords, languageOfWords } from './question-language.ts';
import { questionTerms } from './question-terms.ts';
import { rank } from './rank.ts';
import { answerSmallTalk } from './small-talk.ts';
import { ANSWER_WEIGHTS } from './weights.gen.ts';

// Earlier questions that a follow-up may lean on; older ones are mostly of another matter.
const EARLIER_QUESTIONS = 2;

// A creative agent rather says something near the question than nothing (log-odds per level of creativity).
const EASE = 0.5;

const WORD = /[\p{L}\p{M}\p{N}]+/gu;

// A nod or a smile: nothing was asked, and «what else can I do?» is the polite reply.
const EMOJI_ONLY = /^\s*\p{Extended_Pictographic}(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u200d|\ufe0f|\s)*$/u;

/**
 * Drafts the reply of the built-in model: from the sentences of the passages, the metadata, the agent's settings or the
 * conversation, and `unknown` where none of them answers. Pure; what it reads is data and never changes what it does.
 */
export function answer(context: TurnContext): Draft {
  const { agent, personOffered } = context;
  const message = context.questions.map(({ content }) => content).join('\n');
  const language = languageOf(message, context.language);
  const languages = [language, agent.language, 'en'].filter((one) => one !== null);
  const asked = stillAsked(context, languages);
  if (asked === '' && message.trim() !== '')
    return answerSmallTalk(context, { intent: 'no', language: languages[0] ?? 'en' });
  const { intents, rest } = recognise(asked, languages, agent.name);
  const saidYes = personOffered && (intents[0]?.intent === 'yes' || consents(asked, languages));
  const wish = wishForPerson(asked, languages);
  if (saidYes || wish !== null) {
    const reason = saidYes ? 'accepted_offer' : 'asks_for_person';
    return { ...handoff(context, wish ?? intents[0]?.language ?? language), wish: { reason } };
  }
  const last = intents.at(-1);
  if (rest === '' && last !== undefined) return answerSmallTalk(context, last);
  if (EMOJI_ONLY.test(asked)) return answerSmallTalk(context, { intent: 'no', language: languages[0] ?? 'en' });
  return fromMetadata(context, rest) ?? fromPassages(context, rest, languages) ?? unknown(context, language);
}

/** What the visitor asks, without wishes for a person that people have heard already. */
function stillAsked({ questions }: TurnContext, languages: readonly string[]): string {
  const parts = questions.map(({ content, inEndedHumanStretch }) =>
    inEndedHumanStretch ? withoutWish(content, languages) : content,
  );
  return parts.filter((part) => part !== '').join('\n');
}

/** Short messages are detected badly; function words are surer for the languages that they are known of. */
function languageOf(message: string, detected: string | null): string | null {
  if (detected !== null && !hasFunctionWords(detected)) return detected;
  return languageOfWords(message.toLowerCase().match(WORD) ?? [], detected === null ? [] : [detected]) ?? detected;
}

function handoff({ agent }: TurnContext, language: string | null): Draft {
  const key = agent.peopleEnabled ? 'handoff_confirmed' : 'handoff_unavailable';
  return { kind: 'handoff', text: fixedReply(key, language, agent.language), evidence: [], ...named(language) };
}

function unknown({ agent }: TurnContext, language: string | null): Draft {
  const own = agent.peopleEnabled ? agent.unknownReply[language ?? agent.language]?.trim() : undefined;
  const key = agent.peopleEnabled ? 'unknown_with_offer' : 'unknown';
  return { kind: 'unknown', text: own || fixedReply(key, language, agent.language), evidence: [], ...named(language) };
}

function named(language: string | null): Pick<Draft, 'language'> {
  return language === null ? {} : { language };
}

function fromMetadata({ metadata }: TurnContext, question: string): Draft | null {
  const asked = askedMetadata(question, metadata);
  if (asked === null) return null;
  const text = `${escapeMarkdown(asked.label)}: ${escapeMarkdown(oneLine(asked.value))}`;
  return { kind: 'answer', text, evidence: [{ type: 'metadata', key: asked.key }] };
}

function fromPassages(context: TurnContext, question: string, languages: readonly string[]): Draft | null {
  const earlier = context.history
    .filter(({ author, isHandOff }) => author === 'visitor' && !isHandOff)
    .slice(-EARLIER_QUESTIONS);
  const asked = questionTerms(question, { questions: earlier.map(({ content }) => content), languages });
  const all = context.passages.map((_, place) => place);
  const own = all.filter((place) => mayBeIn(context.passages[place]?.language ?? null, languages[0] ?? null));
  // What answers in the visitor's language is not mixed with other languages; only where nothing does they may.
  for (const places of own.length === 0 || own.length === all.length ? [all] : [own, all]) {
    const passages = places.flatMap((place) => context.passages[place] ?? []);
    const { confidence, sentences } = rank(asked, passages, ANSWER_WEIGHTS);
    if (confidence < ANSWER_WEIGHTS.threshold - EASE * context.agent.creativity) continue;
    const located = sentences.map((sentence) => ({ ...sentence, passage: places[sentence.passage] ?? 0 }));
    return composeReply(context.passages, located, context.agent.replyLength);
  }
  return null;
}

function mayBeIn(of: string | null, wanted: string | null): boolean {
  return of === null || wanted === null || of === wanted;
}
