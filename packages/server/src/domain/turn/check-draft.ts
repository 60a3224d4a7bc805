import type { ScoredPassage } from '../knowledge/passage.ts';
import { findQuote } from './find-quote.ts';
import { fixedReply } from './fixed-replies.ts';
import { handOffReply, mayOfferPerson } from './hand-off-reply.ts';
import { statesUnsaidFact } from './small-talk.ts';
import type { AgentProfile, Draft, Evidence, HandoffWish, TurnContext } from './turn-context.ts';

/** An article passage that a reply rests on: `quote` is exactly `plainText.slice(start, end)` of that article version. */
export type ReplySource = {
  readonly articleId: string;
  readonly articleNumber: number;
  readonly articleVersion: number;
  readonly title: string;
  readonly url: string | null;
  readonly quote: string;
  /** UTF-16 units in the plain text of the article version. */
  readonly start: number;
  readonly end: number;
  readonly score: number;
};

export type CheckedReply = {
  readonly kind: Draft['kind'];
  /** Markdown, never empty. */
  readonly text: string;
  /** Strongest first, each stretch of an article once; empty unless the kind is `answer`. */
  readonly sources: readonly ReplySource[];
  /** Whether the text asks «shall I ask a person?», which the next turn's `personOffered` says. */
  readonly offersPerson: boolean;
  /** Of kind `handoff`: why, and what about. */
  readonly wish?: HandoffWish;
};

/**
 * Decides what a draft may become: an answer keeps only the evidence that holds, and without any it becomes the reply
 * that the agent does not know. `toolCallIds` are the calls that have run and succeeded in this turn.
 */
export function checkDraft(
  context: TurnContext,
  draft: Draft,
  toolCallIds: ReadonlySet<string> = new Set(),
): CheckedReply {
  const told = draft.language === undefined ? context : { ...context, language: draft.language };
  return checkIn(told, draft, toolCallIds);
}

function checkIn(context: TurnContext, draft: Draft, toolCallIds: ReadonlySet<string>): CheckedReply {
  switch (draft.kind) {
    case 'handoff':
      return checkHandoff(context, draft.wish ?? {});
    case 'unknown':
      return unknownReply(context);
    case 'smalltalk':
      // A model that calls a claim small talk would otherwise pass every check.
      if (draft.text.trim() === '' || statesUnsaidFact(context, draft.text)) return unknownReply(context);
      return { kind: 'smalltalk', text: draft.text, sources: [], offersPerson: false };
    case 'answer':
      return answerReply(context, draft, toolCallIds);
  }
}

function answerReply(context: TurnContext, draft: Draft, toolCallIds: ReadonlySet<string>): CheckedReply {
  const sources: ReplySource[] = [];
  let otherEvidence = false;
  for (const evidence of draft.evidence) {
    if (evidence.type !== 'passage') {
      otherEvidence ||= exists(context, evidence, toolCallIds);
      continue;
    }
    const source = sourceOf(context.passages[evidence.passage], evidence.quote);
    if (source !== null && !sources.some((other) => covers(other, source))) sources.push(source);
  }
  if (draft.text.trim() === '' || (sources.length === 0 && !otherEvidence)) return unknownReply(context);
  return { kind: 'answer', text: draft.text, sources, offersPerson: false };
}

function sourceOf(passage: ScoredPassage | undefined, quote: string): ReplySource | null {
  if (passage === undefined) return null;
  const found = findQuote(passage.text, quote);
  if (found === null) return null;
  const { articleId, articleNumber, articleVersion, title, url, score } = passage;
  const start = passage.start + found.start;
  const end = passage.start + found.end;
  const letters = passage.text.slice(found.start, found.end);
  return { articleId, articleNumber, articleVersion, title, url, quote: letters, start, end, score };
}

function covers(outer: ReplySource, inner: ReplySource): boolean {
  return (
    outer.articleId === inner.articleId &&
    outer.articleVersion === inner.articleVersion &&
    outer.start <= inner.start &&
    outer.end >= inner.end
  );
}

function exists(
  context: TurnContext,
  evidence: Exclude<Evidence, { type: 'passage' }>,
  toolCallIds: ReadonlySet<string>,
): boolean {
  switch (evidence.type) {
    case 'metadata':
      return Object.hasOwn(context.metadata, evidence.key);
    case 'tool':
      return toolCallIds.has(evidence.callId);
    case 'setting':
      return settingText(context.agent, evidence.name) !== '';
    case 'message':
      // Not the questions: what a visitor asks does not prove its own answer.
      return context.history.some((message) => message.ord === evidence.ord);
  }
}

/** The settings that a reply may rest on; any other name has no text. */
function settingText(agent: AgentProfile, name: string): string {
  switch (name) {
    case 'name':
    case 'description':
    case 'greeting':
    case 'profession':
    case 'language':
      return agent[name].trim();
    case 'guidelines':
      return agent.guidelines.join('\n').trim();
    default:
      return '';
  }
}

function unknownReply(context: TurnContext): CheckedReply {
  const { agent, language } = context;
  const offersPerson = mayOfferPerson(context);
  const own = offersPerson ? ownUnknownReply(agent, language) : null;
  const text = own ?? fixedReply(offersPerson ? 'unknown_with_offer' : 'unknown', language, agent.language);
  return { kind: 'unknown', text, sources: [], offersPerson };
}

/** The agent's own words ask for a person by contract, so they serve only where people can be asked. */
function ownUnknownReply(agent: AgentProfile, language: string | null): string | null {
  const key = language ?? agent.language;
  const own = Object.hasOwn(agent.unknownReply, key) ? agent.unknownReply[key] : undefined;
  return own === undefined || own.trim() === '' ? null : own;
}

/** What a wish for a person becomes, as the reply that says so. */
export function checkHandoff(context: TurnContext, wish: HandoffWish): CheckedReply {
  const reply = handOffReply(context, wish);
  switch (reply.type) {
    case 'heard':
      return unknownReply(context);
    case 'refused':
      return { kind: 'unknown', text: reply.text, sources: [], offersPerson: false };
    case 'asked':
      // A question back to the visitor, which states nothing.
      return { kind: 'smalltalk', text: reply.text, sources: [], offersPerson: true };
    case 'handed_over':
      return { kind: 'handoff', text: reply.text, sources: [], offersPerson: false, wish: reply.wish };
  }
}
