import type { FlagReason, Intent, ResolutionStatus, Sentiment } from '@parley/protocol';
import { FLAG_REASONS } from '@parley/protocol';
import type { Flag, Talk, TalkMessage } from '../../domain/analysis/talk.ts';
import { cutLine } from '../../lib/cut-text.ts';
import { likelihoods } from './classifier.ts';
import { judgeMessage, type MessageJudgement } from './judge-message.ts';
import { featuresOf } from './message-features.ts';
import { type TalkClassifiers, talkClassifiers } from './talk-classifiers.ts';
import { endingOf, moodOf } from './talk-ending.ts';

export type TalkJudgement = {
  readonly sentiment: Sentiment;
  readonly sentimentScore: number;
  readonly intent: Intent;
  readonly flag: Flag | null;
  readonly resolution: ResolutionStatus;
  /** The visitor's message that was not answered. */
  readonly gap: TalkMessage | null;
};

/** Each message counts this much more than the one before: a talk is remembered by its end. */
const RECENCY = 1.6;
/** From here on, and down to here, a score is no longer neutral. */
const POSITIVE_FROM = 60;
const NEGATIVE_TO = 35;
const FAILURES = 3;
const QUOTE_MAX = 200;

/** Judges a talk without a model, from its messages. */
export function judgeTalk(talk: Talk, classifiers: TalkClassifiers = talkClassifiers()): TalkJudgement {
  const visitor = talk.messages.filter(({ author }) => author === 'visitor');
  const judged = visitor.map((message) => ({ message, judgement: judgeMessage(message.content) }));
  const judgements = judged.map(({ judgement }) => judgement);
  const sentimentScore = Math.min(scoreOf(judgements, moodScore(talk, classifiers)), highestFor(judgements.at(-1)));
  const answers = talk.messages.filter(isReply).map((reply) => ({ reply, answers: isAnswer(reply, classifiers) }));
  const gap = gapOf(talk.messages, answers);
  const resolution = resolutionOf(talk, classifiers, gap);
  return {
    sentiment: sentimentOf(sentimentScore),
    sentimentScore,
    intent: intentOf(judgements),
    flag: flagOf(talk, judged, answers),
    resolution,
    gap,
  };
}

type Judged = { readonly message: TalkMessage; readonly judgement: MessageJudgement };
type Answer = { readonly reply: TalkMessage; readonly answers: boolean };

const isReply = ({ author }: TalkMessage): boolean => author !== 'visitor';

/** 0 negative … 100 positive, of all that the visitor says. */
function moodScore({ messages }: Talk, { mood }: TalkClassifiers): number {
  const chances = likelihoods(mood, moodOf(messages));
  const of = (sentiment: Sentiment): number => chances[mood.labels.indexOf(sentiment)] ?? 0;
  return 50 + 50 * (of('positive') - of('negative'));
}

/** Who leaves in anger is not neutral, whatever was said before. */
const highestFor = (last: MessageJudgement | undefined): number =>
  last?.flag === 'anger' || last?.flag === 'abuse' ? 20 : 100;

/** What the messages say one by one, and what they say together, count the same. */
function scoreOf(judgements: readonly MessageJudgement[], mood: number): number {
  let [sum, weights] = [0, 0];
  judgements.forEach(({ sentimentScore }, at) => {
    // What says nothing of a feeling takes nothing from what does.
    const weight = RECENCY ** at * (0.3 + Math.abs(sentimentScore - 50) / 50);
    sum += sentimentScore * weight;
    weights += weight;
  });
  return weights === 0 ? 50 : Math.round((sum / weights + mood) / 2);
}

const sentimentOf = (score: number): Sentiment =>
  score >= POSITIVE_FROM ? 'positive' : score <= NEGATIVE_TO ? 'negative' : 'neutral';

/** What most messages are for, the first of them counting most; «ok» is for nothing. */
function intentOf(judgements: readonly MessageJudgement[]): Intent {
  const counts = new Map<Intent, number>();
  judgements.forEach(({ intent }, at) => {
    const weight = (intent === 'other' ? 0.2 : 1) / (1 + at * 0.5);
    counts.set(intent, (counts.get(intent) ?? 0) + weight);
  });
  return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? 'other';
}

/** The agent's own turn has said what its reply is; of people's words, and of older ones, the words tell. */
function isAnswer({ kind, content }: TalkMessage, { answered }: TalkClassifiers): boolean {
  if (kind === 'answer' || kind === 'smalltalk') return true;
  if (kind === 'unknown' || kind === 'handoff') return false;
  const chances = likelihoods(answered, featuresOf(content));
  return (chances[answered.labels.indexOf('answered')] ?? 0) >= 0.5;
}

/** The first question without an answer, unless it was answered later on. */
function gapOf(messages: readonly TalkMessage[], answers: readonly Answer[]): TalkMessage | null {
  const missed = answers.findIndex(({ answers: isOne, reply }) => !isOne && reply.kind !== 'handoff');
  const [failed] = answers.slice(missed, missed + 1);
  if (missed === -1 || !failed) return null;
  const asked = messages.findLast(({ author, ord }) => author === 'visitor' && ord < failed.reply.ord);
  return asked ?? null;
}

function resolutionOf(talk: Talk, classifiers: TalkClassifiers, gap: TalkMessage | null): ResolutionStatus {
  // People have been asked for, and nobody has come.
  if (talk.driver === 'queue' && talk.progress === 'open') return 'open';
  const { labels } = classifiers.ending;
  const chances = likelihoods(classifiers.ending, endingOf(talk.messages));
  const isResolved = (chances[labels.indexOf('resolved')] ?? 0) >= 0.5;
  const last = talk.messages.findLast(isReply);
  if (gap && last?.kind === 'unknown' && talk.messages.at(-1) === last) return 'open';
  return isResolved ? 'resolved' : 'open';
}

const SENTENCES: Readonly<Record<FlagReason, string>> = {
  self_harm: 'Speaks of harming themselves',
  legal_threat: 'Threatens legal steps',
  data_leak: 'Gives away private data',
  abuse: 'Is abusive',
  anger: 'Is furious',
  repeated_failure: 'Was not helped again and again',
  person_unmet: 'Asked for a person, and nobody came',
};

/** The gravest of what its messages say and of how it went. */
function flagOf(talk: Talk, judged: readonly Judged[], answers: readonly Answer[]): Flag | null {
  const found = new Map<FlagReason, TalkMessage>();
  for (const { message, judgement } of judged) if (judgement.flag) found.set(judgement.flag, message);
  const lastFew = answers.slice(-FAILURES);
  const last = judged.at(-1)?.message;
  if (last && lastFew.length === FAILURES && lastFew.every((each) => !each.answers))
    found.set('repeated_failure', last);
  const asked = talk.messages.find(({ kind }) => kind === 'handoff');
  const cameAPerson = talk.messages.some(({ author }) => author === 'human_operator');
  if (last && asked && !cameAPerson && last.ord > asked.ord && talk.progress !== 'open')
    found.set('person_unmet', last);
  const reason = FLAG_REASONS.find((each) => found.has(each));
  const message = reason && found.get(reason);
  if (!message) return null;
  return { reason, sentence: `${SENTENCES[reason]}: «${cutLine(message.content, QUOTE_MAX)}»` };
}
