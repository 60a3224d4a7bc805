import { describe, expect, it } from 'vitest';
import { aConversation } from '../../../test/support/a-conversation.ts';
import { recordAnalysis } from './record-analysis.ts';
import type { Findings, TalkMessage } from './talk.ts';

const said = (ord: number): TalkMessage => ({
  ord,
  author: 'visitor',
  content: 'Where is it?',
  kind: null,
  sources: [],
});
const talk = { messages: [said(2), said(3)] };
const findings = (fields: Partial<Findings> = {}): Findings => ({
  title: 'A late parcel',
  summary: 'Wants to know where the parcel is.',
  sentiment: 'negative',
  sentimentScore: 20,
  resolution: 'open',
  topic: 'delivery',
  intent: 'support',
  knowledgeGap: null,
  flag: null,
  dimensions: {},
  ...fields,
});
const angry = findings({ flag: { reason: 'anger', sentence: 'Shouts.' } });

it('puts down what was found, and says so in the log', () => {
  const state = aConversation();
  const decision = recordAnalysis(state, { findings: findings(), talk });
  expect(decision?.next).toMatchObject({
    seq: state.seq + 1,
    title: 'A late parcel',
    summary: 'Wants to know where the parcel is.',
    sentimentScore: 20,
    analysis: { sentiment: 'negative', topic: 'delivery', is_flagged: false, upto_ord: 3, is_final: false },
  });
  expect(decision?.events).toMatchObject([{ type: 'conversation.analysed', data: { title: 'A late parcel' } }]);
});

it('is silent where it finds what is known, and speaks once more when the conversation has ended', () => {
  const known = recordAnalysis(aConversation(), { findings: findings(), talk })?.next ?? aConversation();
  expect(recordAnalysis(known, { findings: findings(), talk: { messages: [said(9)] } })).toBeNull();
  const ended = recordAnalysis({ ...known, progress: 'resolved' }, { findings: findings(), talk });
  expect(ended?.next.analysis?.is_final).toBe(true);
});

it('never puts an older finding in the place of a newer one', () => {
  const known = recordAnalysis(aConversation(), { findings: findings(), talk })?.next ?? aConversation();
  const older = { findings: findings({ topic: 'returns' }), talk: { messages: [said(2)] } };
  expect(recordAnalysis(known, older)).toBeNull();
});

it('leaves a title that a person wrote', () => {
  const decision = recordAnalysis(aConversation({ title: 'Mine', titleEdited: true }), { findings: findings(), talk });
  expect(decision?.next.title).toBe('Mine');
  expect(decision?.events[0]?.data).not.toHaveProperty('title');
});

describe('a flag', () => {
  it('is new once for each reason', () => {
    const first = recordAnalysis(aConversation(), { findings: angry, talk });
    expect(first?.isNewlyFlagged).toBe(true);
    const state = first?.next ?? aConversation();
    const same = recordAnalysis(state, { findings: { ...angry, topic: 'refunds' }, talk });
    expect(same?.isNewlyFlagged).toBe(false);
    const other = findings({ flag: { reason: 'legal_threat', sentence: 'Names a lawyer.' } });
    expect(recordAnalysis(state, { findings: other, talk })?.isNewlyFlagged).toBe(true);
  });

  it('is cut to what a row has room for, not within a character', () => {
    const sentence = `${'x'.repeat(498)}😀😀`;
    const decision = recordAnalysis(aConversation(), {
      findings: { ...angry, flag: { reason: 'anger', sentence } },
      talk,
    });
    expect(decision?.next.analysis?.flag_reason).toBe(`${'x'.repeat(498)}…`);
  });
});
