import type { ConversationAnalysis } from '@parley/protocol';
import { cutText } from '../../lib/cut-text.ts';
import { appendEvents, decide, draftOf } from '../conversation/append.ts';
import type { Conversation, Decision } from '../conversation/conversation.ts';
import type { Findings, Talk } from './talk.ts';

export type RecordedFindings = {
  readonly findings: Findings;
  /** The talk that was analysed. */
  readonly talk: Pick<Talk, 'messages'>;
};

export type AnalysisDecision = Decision & { readonly isNewlyFlagged: boolean };

const TITLE_MAX = 120;
const SUMMARY_MAX = 2_000;
const TOPIC_MAX = 80;
const SENTENCE_MAX = 500;

/**
 * Puts down what an analysis has found, with an event. Null when a later one was put down meanwhile, and when it found
 * what is known: nobody is told of the same twice. A title that a person wrote stays.
 */
export function recordAnalysis(state: Conversation, { findings, talk }: RecordedFindings): AnalysisDecision | null {
  const known = state.analysis;
  const uptoOrd = talk.messages.at(-1)?.ord ?? 0;
  if (known?.upto_ord !== undefined && known.upto_ord > uptoOrd) return null;
  const analysis = analysisOf(findings, { uptoOrd, isFinal: state.progress !== 'open' });
  const summary = cut(findings.summary, SUMMARY_MAX);
  const title = state.titleEdited ? state.title : (cut(findings.title, TITLE_MAX) ?? state.title);
  const { sentimentScore } = findings;
  const isNewlyFlagged = analysis.is_flagged && known?.flag_code !== analysis.flag_code;
  const next = { ...state, analysis, summary, sentimentScore, title };
  if (isSame(state, next)) return null;
  const draft = draftOf(next);
  appendEvents(draft, {
    type: 'conversation.analysed',
    data: {
      analysis,
      sentimentScore,
      summary,
      ...(title === null || title === state.title ? {} : { title }),
      ...(isNewlyFlagged ? { isNewlyFlagged } : {}),
    },
  });
  return { ...decide(draft), isNewlyFlagged };
}

function analysisOf(
  { sentiment, resolution, topic, flag, intent, knowledgeGap, dimensions }: Findings,
  { uptoOrd, isFinal }: { readonly uptoOrd: number; readonly isFinal: boolean },
): ConversationAnalysis {
  return {
    sentiment,
    resolution_status: resolution,
    topic: cut(topic, TOPIC_MAX) ?? '',
    is_flagged: flag !== null,
    flag_code: flag?.reason ?? null,
    flag_reason: cut(flag?.sentence ?? null, SENTENCE_MAX),
    intent,
    knowledge_gap: cut(knowledgeGap, SENTENCE_MAX),
    dimensions,
    upto_ord: uptoOrd,
    is_final: isFinal,
  };
}

/** How far it has read is not told: only what it found. */
function isSame(before: Conversation, after: Conversation): boolean {
  const found = ({ analysis, summary, sentimentScore, title }: Conversation): string =>
    JSON.stringify([analysis && { ...analysis, upto_ord: 0, is_final: false }, summary, sentimentScore, title]);
  return found(before) === found(after) && before.analysis?.is_final === after.analysis?.is_final;
}

/** Null for what says nothing. */
function cut(text: string | null, max: number): string | null {
  return cutText(text?.trim() ?? '', max) || null;
}
