import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anAgentProfile, aPassage, aTurn, aTurnMessage } from '../../../test/support/a-turn.ts';
import { checkDraft } from './check-draft.ts';
import type { Draft, Evidence } from './turn-context.ts';

const OFFER = "I don't know the answer to that. Shall I ask a person from our team?";

function answer(...evidence: Evidence[]): Draft {
  return { kind: 'answer', text: 'The answer.', evidence };
}

function quote(text: string, passage = 0): Evidence {
  return { type: 'passage', passage, quote: text };
}

describe('a quote', () => {
  it('becomes a source with its place in the article version', () => {
    expect(checkDraft(aTurn(), answer(quote('three to five working days')))).toEqual({
      kind: 'answer',
      text: 'The answer.',
      offersPerson: false,
      sources: [
        {
          articleId: '0198c0de-0000-7000-8000-000000000007',
          articleNumber: 7,
          articleVersion: 3,
          title: 'Delivery',
          url: 'https://shop.example/delivery',
          quote: 'three to five working days',
          start: 115,
          end: 141,
          score: 2.5,
        },
      ],
    });
  });

  it.each([
    ['blanks around it', 'It takes 3 days.', ' 3 days \n', '3 days'],
    ['line breaks for blanks', 'It takes\n\n three\u00a0days.', 'takes three days', 'takes\n\n three\u00a0days'],
    ['composed letters', 'Das Cafe\u0301 ist offen.', 'Caf\u00e9 ist', 'Cafe\u0301 ist'],
    ['decomposed letters', 'Das Caf\u00e9 ist offen.', 'Cafe\u0301 ist', 'Caf\u00e9 ist'],
    [
      'Hangul in parts',
      '\u1112\u1161\u11ab\u1100\u1173\u11af 배송',
      '\ud55c\uae00 배송',
      '\u1112\u1161\u11ab\u1100\u1173\u11af 배송',
    ],
    [
      'letters outside of the first plane before it',
      '\u{1F600}\u{1F600}  Delivery takes long.',
      'Delivery takes',
      'Delivery takes',
    ],
  ])('that differs only by %s is cited in the letters of the passage', (_, text, given, letters) => {
    const context = aTurn({ passages: [aPassage({ text })] });
    const [source] = checkDraft(context, answer(quote(given))).sources;
    expect(source?.quote).toBe(letters);
    expect(text.slice((source?.start ?? 0) - 100, (source?.end ?? 0) - 100)).toBe(letters);
  });

  it.each([
    ['is not in the passage', 'within two days'],
    ['differs in one letter', 'three to five working day,'],
    ['differs in case', 'THREE TO FIVE'],
    ['is empty', ''],
    ['is blank', ' \n '],
    ['is too short to say anything', 'to'],
    ['runs on past the end of the passage', 'Islands take a week. And more'],
    ['joins two places', 'Delivery takes a week.'],
  ])('that %s is dropped, and the answer with it', (_, given) => {
    expect(checkDraft(aTurn(), answer(quote(given)))).toEqual({
      kind: 'unknown',
      text: OFFER,
      sources: [],
      offersPerson: true,
    });
  });

  it.each([-1, 1, 0.5, Number.NaN])('of passage %d, which is not there, is dropped', (passage) => {
    expect(checkDraft(aTurn(), answer(quote('three to five', passage))).kind).toBe('unknown');
  });

  it('that does not hold leaves the ones that do, in their order', () => {
    const passages = [aPassage(), aPassage({ text: 'Returns are free.', articleNumber: 8, articleId: 'other' })];
    const draft = answer(quote('Returns are free', 1), quote('invented words'), quote('Islands take a week'));
    expect(checkDraft(aTurn({ passages }), draft).sources.map(({ articleNumber }) => articleNumber)).toEqual([8, 7]);
  });

  it('that lies within an earlier one is not cited again', () => {
    const draft = answer(
      quote('three to five working days'),
      quote('five working'),
      quote('three to five working days'),
    );
    expect(checkDraft(aTurn(), draft).sources).toHaveLength(1);
  });

  it('of any stretch of any passage is found and cited to the letter', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 8, maxLength: 60 }),
        fc.nat(50),
        fc.nat(50),
        (text, from, length) => {
          const given = text.slice(from, from + length);
          for (const source of checkDraft(aTurn({ passages: [aPassage({ text })] }), answer(quote(given))).sources) {
            expect(source.quote).toBe(text.slice(source.start - 100, source.end - 100));
            expect(source.quote.normalize('NFC').replace(/\s+/g, ' ')).toBe(
              given.trim().normalize('NFC').replace(/\s+/g, ' '),
            );
          }
        },
      ),
    );
  });
});

describe('other evidence', () => {
  const context = aTurn({
    metadata: { plan: 'gold' },
    history: [aTurnMessage({ ord: 1 })],
    questions: [aTurnMessage({ ord: 2 })],
  });

  it.each<[string, Evidence, string]>([
    ['a metadata key', { type: 'metadata', key: 'plan' }, 'answer'],
    ['a metadata key that is not there', { type: 'metadata', key: 'name' }, 'unknown'],
    ['a key of every object', { type: 'metadata', key: 'constructor' }, 'unknown'],
    ['a setting', { type: 'setting', name: 'description' }, 'answer'],
    ['a setting that is not there', { type: 'setting', name: 'unknownReply' }, 'unknown'],
    ['an earlier message', { type: 'message', ord: 1 }, 'answer'],
    ['the question itself', { type: 'message', ord: 2 }, 'unknown'],
    ['a message that is not there', { type: 'message', ord: 9 }, 'unknown'],
    ['a tool call that ran', { type: 'tool', callId: 'call_1' }, 'answer'],
    ['a tool call that did not', { type: 'tool', callId: 'call_2' }, 'unknown'],
  ])('%s', (_, evidence, kind) => {
    const checked = checkDraft(context, answer(evidence), new Set(['call_1']));
    expect(checked.kind).toBe(kind);
    expect(checked.sources).toEqual([]);
  });

  it('does not count when the setting is empty', () => {
    const empty = aTurn({ agent: anAgentProfile({ greeting: ' ' }) });
    expect(checkDraft(empty, answer({ type: 'setting', name: 'greeting' })).kind).toBe('unknown');
  });
});

describe('an answer that does not hold', () => {
  it.each([
    ['de', {}, 'Darauf weiß ich leider keine Antwort. Soll ich einen Menschen aus unserem Team fragen?'],
    ['de', { de: 'Frag den Chef?' }, 'Frag den Chef?'],
    [
      'de',
      { en: 'Ask the boss?', de: ' ' },
      'Darauf weiß ich leider keine Antwort. Soll ich einen Menschen aus unserem Team fragen?',
    ],
    [null, { en: 'Ask the boss?' }, 'Ask the boss?'],
    ['xx', {}, OFFER],
    ['constructor', {}, OFFER],
  ])('is refused in the visitor language %s with own texts %j', (language, unknownReply, text) => {
    const context = aTurn({ language, agent: anAgentProfile({ unknownReply }) });
    expect(checkDraft(context, answer())).toMatchObject({ kind: 'unknown', text, offersPerson: true });
  });

  it('offers nobody without people, not even in own words', () => {
    const agent = anAgentProfile({ peopleEnabled: false, unknownReply: { en: 'Shall I ask a person?' } });
    expect(checkDraft(aTurn({ agent }), answer())).toEqual({
      kind: 'unknown',
      text: "I'm sorry, I don't know the answer to that.",
      sources: [],
      offersPerson: false,
    });
  });

  it('is also one without words', () => {
    expect(checkDraft(aTurn(), { ...answer(quote('three to five')), text: ' ' }).kind).toBe('unknown');
  });
});

describe('other kinds', () => {
  it('an unknown shows no sources and none of the model its words', () => {
    const draft: Draft = { kind: 'unknown', text: 'Perhaps two days.', evidence: [quote('three to five')] };
    expect(checkDraft(aTurn(), draft)).toEqual({ kind: 'unknown', text: OFFER, sources: [], offersPerson: true });
  });

  it.each([
    ['Hello, I am Ada!', 'smalltalk'],
    ['I serve 12 towns, ask away.', 'smalltalk'],
    ['It costs 49.90 €.', 'unknown'],
    ['Write to boss@shop.example.', 'unknown'],
    ['See https://evil.example/pay.', 'unknown'],
    ['', 'unknown'],
  ])('small talk such as %j is %s', (text, kind) => {
    const checked = checkDraft(aTurn(), { kind: 'smalltalk', text, evidence: [quote('three to five')] });
    expect(checked).toMatchObject({ kind, sources: [] });
  });

  it('does not hand over for a wish that people have heard, but offers to', () => {
    const heard = aTurnMessage({ content: 'I want a person', inEndedHumanStretch: true });
    const handoff = { kind: 'handoff', text: '', evidence: [] } as const;
    expect(checkDraft(aTurn({ questions: [heard] }), handoff)).toMatchObject({ kind: 'unknown', offersPerson: true });
    expect(checkDraft(aTurn({ questions: [heard, aTurnMessage()] }), handoff).kind).toBe('handoff');
  });

  it('a hand-off says one thing, in the visitor its language', () => {
    const checked = checkDraft(aTurn({ language: 'fr-CA' }), { kind: 'handoff', text: 'Bye', evidence: [] });
    expect(checked).toMatchObject({ kind: 'handoff', offersPerson: false });
    expect(checked.text).toMatch(/^J'ai demandé/);
  });

  it('a hand-off without people is none', () => {
    const agent = anAgentProfile({ peopleEnabled: false });
    const checked = checkDraft(aTurn({ agent }), { kind: 'handoff', text: '', evidence: [] });
    expect(checked).toMatchObject({ kind: 'unknown', offersPerson: false });
    expect(checked.text).toContain('nobody');
  });
});
