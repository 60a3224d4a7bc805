import { describe, expect, it } from 'vitest';
import { aConversation } from '../../../test/support/a-conversation.ts';
import { aPassage } from '../../../test/support/a-turn.ts';
import { buildContext, divideMessages, type PastMessage } from './build-context.ts';

const message = (ord: number, author: PastMessage['author'], handledByPeople = false): PastMessage => {
  return { ord, author, content: `text ${ord}`, isWelcome: ord === 1, handledByPeople };
};
const past = [
  message(1, 'ai_assistant'),
  message(2, 'visitor'),
  message(3, 'ai_assistant'),
  message(4, 'visitor'),
  message(5, 'visitor'),
  message(6, 'visitor'),
  message(7, 'ai_assistant'),
];
const ords = (messages: readonly { ord: number }[]) => messages.map(({ ord }) => ord);

describe('the messages of a turn', () => {
  it('are its question and the unanswered ones before it; later ones wait for their own turn', () => {
    const { questions, history } = divideMessages(aConversation({ answeredOrd: 2 }), 5, past);
    expect(ords(questions)).toEqual([4, 5]);
    expect(ords(history)).toEqual([1, 2, 3, 7]);
  });

  it('are one question when all before it is answered', () => {
    const { questions, history } = divideMessages(aConversation({ answeredOrd: 5 }), 6, past);
    expect(ords(questions)).toEqual([6]);
    expect(ords(history)).toEqual([1, 2, 3, 4, 5, 7]);
  });

  it('tell a stretch that people handled, once it has ended', () => {
    const people = [message(1, 'ai_assistant'), message(2, 'visitor', true), message(3, 'human_operator', true)];
    const stretch = (driver: 'ai' | 'human') =>
      divideMessages(aConversation({ driver, answeredOrd: 3 }), 4, people).history.map((each) => [
        each.ord,
        each.inEndedHumanStretch,
      ]);
    expect(stretch('ai')).toEqual([
      [1, false],
      [2, true],
      [3, true],
    ]);
    expect(stretch('human').every(([, ended]) => ended === false)).toBe(true);
  });
});

describe('the context', () => {
  it('has the settings with their defaults, the metadata and the passages', () => {
    const state = aConversation({ metadata: { ticket: 'T-1' }, personOffered: true });
    const messages = divideMessages(state, 4, past);
    const context = buildContext(state, { name: 'Ada' }, messages, [aPassage()], null);
    expect(context).toMatchObject({ metadata: { ticket: 'T-1' }, personOffered: true, language: 'en' });
    expect(context.agent).toMatchObject({ name: 'Ada', language: 'en', peopleEnabled: true });
    expect(context.passages).toHaveLength(1);
    expect(buildContext(state, {}, messages, [], 'de').language).toBe('de');
  });
});
