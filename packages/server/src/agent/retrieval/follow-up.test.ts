import { expect, test } from 'vitest';
import type { TurnMessage } from '../../domain/turn/turn-context.ts';
import { retrievalQuery } from './follow-up.ts';
import { buildIndex } from './knowledge-index.ts';
import { search } from './search.ts';
import { aPassage } from './testing/a-passage.ts';
import { type Dialogue, FOLLOW_UPS, NEW_SUBJECTS, SHOP_PASSAGES } from './testing/shop-dialogues.ts';

const message = (content: string, at: number): TurnMessage => ({
  ord: at + 1,
  author: at % 2 === 0 ? 'visitor' : 'ai_assistant',
  content,
  isWelcome: false,
  inEndedHumanStretch: false,
});

const passagesOf = (language: string) =>
  Object.entries(SHOP_PASSAGES[language] ?? {}).map(([topic, text]) => aPassage({ articleId: topic, text, language }));

const LANGUAGES = Object.keys(SHOP_PASSAGES);
const indexes = new Map(
  await Promise.all(LANGUAGES.map(async (language) => [language, await buildIndex(passagesOf(language))] as const)),
);
const allLanguages = await buildIndex(LANGUAGES.flatMap(passagesOf));

/** Where each answer stands among the passages found: 0 for the first, -1 for none of the three. */
function ranks(dialogues: readonly Dialogue[], isMixed: boolean, withHistory = true): number[] {
  return dialogues.map(({ language, topic, question, before }) => {
    const index = isMixed ? allLanguages : (indexes.get(language) ?? allLanguages);
    const history = withHistory ? before.map(message) : [];
    const wanted = retrievalQuery(index, { questions: [message(question, 0)], history, language });
    return search(index, { ...wanted, language, limit: 3 }).findIndex(
      (passage) => passage.articleId === topic && passage.language === language,
    );
  });
}

const first = (found: readonly number[]) => found.filter((rank) => rank === 0).length;
const amongThree = (found: readonly number[]) => found.filter((rank) => rank >= 0).length;

test.each([false, true])('a follow-up finds what the conversation is about (languages mixed: %s)', (isMixed) => {
  const found = ranks(FOLLOW_UPS, isMixed);
  expect(first(found)).toBeGreaterThanOrEqual(0.8 * FOLLOW_UPS.length);
  expect(amongThree(found)).toBeGreaterThanOrEqual(0.95 * FOLLOW_UPS.length);
  // Without the conversation these questions are guesswork: else the test would show nothing.
  expect(first(ranks(FOLLOW_UPS, isMixed, false))).toBeLessThan(0.4 * FOLLOW_UPS.length);
});

test.each(LANGUAGES)('follow-ups are understood in %s', (language) => {
  const dialogues = FOLLOW_UPS.filter((dialogue) => dialogue.language === language);
  expect(first(ranks(dialogues, false))).toBeGreaterThanOrEqual(0.7 * dialogues.length);
});

test('a new subject is not pulled back to the old one', () => {
  expect(amongThree(ranks(NEW_SUBJECTS, false))).toBe(NEW_SUBJECTS.length);
  expect(amongThree(ranks(NEW_SUBJECTS, true))).toBe(NEW_SUBJECTS.length);
  expect(first(ranks(NEW_SUBJECTS, false))).toBeGreaterThanOrEqual(first(ranks(NEW_SUBJECTS, false, false)) - 1);
});

test('a question that says enough, and a first question, are searched for as they are', () => {
  const question = 'How many days does the delivery to Norway and Switzerland take, and who pays customs?';
  const questions = [message(question, 0)];
  const history = [message('Is there a warranty?', 0), message('Three years.', 1)];
  expect(retrievalQuery(allLanguages, { questions, history, language: 'en' })).toEqual({ query: question });
  expect(retrievalQuery(allLanguages, { questions: [message('And?', 0)], history: [], language: null })).toEqual({
    query: 'And?',
  });
});

test('questions that are answered together are searched for together', () => {
  const questions = [message('hello', 0), message('do you have a hand grinder?', 2)];
  const { query } = retrievalQuery(allLanguages, { questions, history: [], language: null });
  expect(query).toBe('hello\ndo you have a hand grinder?');
});

test('a conversation of words that no passage has adds nothing and breaks nothing', async () => {
  const index = await buildIndex([]);
  const wanted = retrievalQuery(index, {
    questions: [message('and?', 0)],
    history: [message('xyz', 0)],
    language: 'en',
  });
  expect(search(index, { ...wanted, limit: 3 })).toEqual([]);
});

test('a language that no passage is in leaves every score a number', async () => {
  const index = await buildIndex([aPassage({ text: 'Express delivery costs €12.50.', language: 'en' })]);
  const said = (ord: number, content: string): TurnMessage => ({
    ord,
    author: 'visitor',
    content,
    isWelcome: false,
    inEndedHumanStretch: false,
  });
  const conversation = { history: [said(1, 'Hello')], questions: [said(2, 'delivery?')], language: 'ru' };
  const [found] = search(index, { ...retrievalQuery(index, conversation), limit: 1 });
  expect(found?.score).toBeGreaterThan(0);
});

test('a wish for a person lends nothing to what is asked after the people have gone', () => {
  const handOff = ['I want to talk to a person about returns', 'I am asking a colleague.'].map((content, at) => {
    return { ...message(content, at), inEndedHumanStretch: true, isHandOff: true } as const;
  });
  const asked = { questions: [message('And how long?', 4)], language: 'en' };
  const alone = retrievalQuery(allLanguages, { ...asked, history: [message('What does delivery cost?', 0)] });
  const after = { ...asked, history: [message('What does delivery cost?', 0), ...handOff] };
  expect(retrievalQuery(allLanguages, after)).toEqual(alone);
});
