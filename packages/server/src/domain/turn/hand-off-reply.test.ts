import { describe, expect, it } from 'vitest';
import { aTurn, aTurnMessage } from '../../../test/support/a-turn.ts';
import { DEFAULT_HANDOFF, type HandoffSettings } from '../handoff/handoff-settings.ts';
import { checkDraft, checkHandoff } from './check-draft.ts';
import { fixedReply } from './fixed-replies.ts';
import { keywordWish } from './hand-off-reply.ts';
import type { AgentProfile, HandoffWish, TurnContext } from './turn-context.ts';

const turn = (settings: Partial<HandoffSettings & AgentProfile> = {}, fields: Partial<TurnContext> = {}) => {
  const base = aTurn(fields);
  return { ...base, agent: { ...base.agent, ...DEFAULT_HANDOFF, ...settings } };
};
const MONDAY = { opening: { day: '2026-11-30', time: '09:00', timeZone: 'Europe/Berlin' } };
const question = fixedReply('handoff_question', 'en', 'en');
const confirmed = fixedReply('handoff_confirmed', 'en', 'en');

describe('a wish for a person', () => {
  it.each<
    [string, Partial<HandoffSettings & AgentProfile>, Partial<TurnContext>, HandoffWish, string, boolean, string]
  >([
    ['is met at once when the visitor asked', {}, {}, {}, 'handoff', false, confirmed],
    [
      'is asked about for another reason',
      { reasons: ['frustration'] },
      {},
      { reason: 'frustration' },
      'smalltalk',
      true,
      question,
    ],
    [
      'is met after a yes',
      { reasons: [] },
      { personOffered: true },
      { reason: 'accepted_offer' },
      'handoff',
      false,
      confirmed,
    ],
    [
      'is met when it comes again after the question',
      { confirmsWishes: true },
      { personOffered: true },
      {},
      'handoff',
      false,
      confirmed,
    ],
    ['is asked about first where that is set', { confirmsWishes: true }, {}, {}, 'smalltalk', true, question],
    [
      'is met for any reason without confirmation',
      { confirms: false, reasons: ['complaint'] },
      {},
      { reason: 'complaint' },
      'handoff',
      false,
      confirmed,
    ],
    [
      'is not met for a reason that is off',
      { reasons: [] },
      {},
      { reason: 'complaint' },
      'unknown',
      false,
      fixedReply('handoff_unavailable', 'en', 'en'),
    ],
    [
      'is not met when an accepted offer was never made and wishes are off',
      { reasons: [] },
      {},
      { reason: 'accepted_offer' },
      'unknown',
      false,
      fixedReply('handoff_unavailable', 'en', 'en'),
    ],
    [
      'is not met without people',
      { peopleEnabled: false },
      {},
      {},
      'unknown',
      false,
      fixedReply('handoff_unavailable', 'en', 'en'),
    ],
    [
      'waits out of hours, also for a keyword',
      {},
      { away: MONDAY },
      { reason: 'keyword' },
      'unknown',
      false,
      "I'm sorry, nobody from our team is here right now. They are back Monday, November 30 at 9:00 AM (Europe/Berlin).",
    ],
    [
      'waits out of hours without a known end',
      {},
      { away: { opening: null } },
      {},
      'unknown',
      false,
      fixedReply('out_of_hours', 'en', 'en'),
    ],
    [
      'is queued out of hours where that is set',
      { queuesOutOfHours: true },
      { away: MONDAY },
      {},
      'handoff',
      false,
      confirmed,
    ],
    [
      'needs no question for a keyword',
      { confirmsWishes: true },
      {},
      { reason: 'keyword' },
      'handoff',
      false,
      confirmed,
    ],
    [
      'is met for a reason of the team alone',
      { ownReasons: ['x'], confirms: false },
      {},
      { reason: 'own_guideline' },
      'handoff',
      false,
      confirmed,
    ],
  ])('%s', (_name, settings, fields, wish, kind, offersPerson, text) => {
    const reply = checkHandoff(turn(settings, fields), wish);
    expect({ kind: reply.kind, offersPerson: reply.offersPerson, text: reply.text }).toEqual({
      kind,
      offersPerson,
      text,
    });
    // Done if and only if it is announced.
    expect(reply.kind === 'handoff').toBe(text === confirmed);
  });

  it('is answered in the words of the team, by the language of the visitor, else in ours', () => {
    const settings = {
      confirmationQuestion: { de: 'Soll Anna kommen?' },
      confirmationMessage: { de: 'Anna kommt.', 'pt-BR': 'Ana vem.' },
      outOfHoursMessage: { de: 'Wieder da {{back_at}}!' },
      outOfHoursText: 'Back {{ back_at }}, or not.',
    };
    const said = (fields: Partial<TurnContext>, more: Partial<HandoffSettings> = {}) =>
      checkHandoff(turn({ ...settings, ...more }, fields), {}).text;
    expect(said({ language: 'de' })).toBe('Anna kommt.');
    expect(said({ language: 'pt-BR' })).toBe('Ana vem.');
    expect(said({ language: 'pl' })).toBe(fixedReply('handoff_confirmed', 'pl', 'en'));
    expect(said({ language: 'de' }, { confirmsWishes: true })).toBe('Soll Anna kommen?');
    expect(said({ language: 'de', away: MONDAY })).toBe('Wieder da Montag, 30. November um 9:00 (Europe/Berlin)!');
    expect(said({ language: 'en', away: MONDAY })).toBe('Back Monday, November 30 at 9:00 AM (Europe/Berlin), or not.');
    // What says when they are back is not said where nobody knows.
    expect(said({ language: 'en', away: { opening: null } })).toBe(fixedReply('out_of_hours', 'en', 'en'));
  });

  it('is not offered where it would not be met', () => {
    const unknown = { kind: 'unknown', text: '', evidence: [] } as const;
    const offers = (settings: Partial<HandoffSettings>, fields: Partial<TurnContext> = {}) =>
      checkDraft(turn(settings, fields), unknown).offersPerson;
    expect(offers({})).toBe(true);
    expect(offers({ reasons: ['asks_for_person'] })).toBe(false);
    expect(offers({}, { away: MONDAY })).toBe(false);
    expect(offers({ queuesOutOfHours: true }, { away: MONDAY })).toBe(true);
  });
});

describe('a keyword', () => {
  const settings = { handoffKeywords: ['lawyer'] };
  it('counts once it is said to the agent', () => {
    expect(keywordWish(turn(settings, { questions: [aTurnMessage({ content: 'I call my LAWYER!' })] }))).toEqual({
      reason: 'keyword',
    });
    expect(keywordWish(turn(settings))).toBeNull();
  });

  it('does not count without people, or where people have heard it', () => {
    const questions = [aTurnMessage({ content: 'my lawyer' })];
    expect(keywordWish(turn({ ...settings, peopleEnabled: false }, { questions }))).toBeNull();
    const heard = questions.map((each) => ({ ...each, inEndedHumanStretch: true }));
    expect(keywordWish(turn(settings, { questions: heard }))).toBeNull();
  });
});
