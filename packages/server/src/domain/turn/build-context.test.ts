import { describe, expect, it } from 'vitest';
import { aConversation } from '../../../test/support/a-conversation.ts';
import { aPassage } from '../../../test/support/a-turn.ts';
import { buildContext, divideMessages, type PastMessage } from './build-context.ts';

const message = (ord: number, author: PastMessage['author'], fields: Partial<PastMessage> = {}): PastMessage => {
  return { ord, author, content: `text ${ord}`, isWelcome: ord === 1, handoffState: null, kind: null, ...fields };
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
    const { questions, history } = divideMessages(aConversation({ answeredOrd: 2 }), { ord: 5 }, past);
    expect(ords(questions)).toEqual([4, 5]);
    expect(ords(history)).toEqual([1, 2, 3, 7]);
  });

  it('are one question when all before it is answered', () => {
    const { questions, history } = divideMessages(aConversation({ answeredOrd: 5 }), { ord: 6 }, past);
    expect(ords(questions)).toEqual([6]);
    expect(ords(history)).toEqual([1, 2, 3, 4, 5, 7]);
  });

  const handedOver = [
    message(1, 'ai_assistant'),
    message(2, 'visitor'),
    message(3, 'ai_assistant', { kind: 'answer' }),
    message(4, 'visitor'),
    message(5, 'ai_assistant', { kind: 'handoff' }),
    message(6, 'visitor', { handoffState: 'requested' }),
    message(7, 'human_operator', { handoffState: 'active' }),
    message(8, 'visitor', { handoffState: 'active' }),
    message(9, 'visitor', { handoffState: 'ended' }),
  ];
  const ended = (messages: readonly { ord: number; inEndedHumanStretch: boolean }[]) =>
    ords(messages.filter(({ inEndedHumanStretch }) => inEndedHumanStretch));

  it('tell the stretch that people handled, from the wish for them to what was said to them last', () => {
    const { questions, history } = divideMessages(aConversation({ answeredOrd: 8 }), { ord: 9 }, handedOver);
    expect([ended(history), ended(questions)]).toEqual([[4, 5, 6, 7, 8], []]);
    expect(ords(history.filter(({ isHandOff }) => isHandOff))).toEqual([4, 5]);
  });

  it('tell which of the questions people have heard', () => {
    const { questions } = divideMessages(aConversation({ answeredOrd: 7 }), { ord: 9 }, handedOver);
    expect([ords(questions), ended(questions)]).toEqual([[8, 9], [8]]);
  });

  it('were all said to people where they gave the conversation back', () => {
    const turn = { ord: 5, isHandedBack: true } as const;
    expect(ended(divideMessages(aConversation({ answeredOrd: 2 }), turn, past).questions)).toEqual([4, 5]);
  });
});

describe('the context', () => {
  it('has the settings with their defaults, the metadata and the passages', () => {
    const state = aConversation({ metadata: { ticket: 'T-1' }, personOffered: true });
    const messages = divideMessages(state, { ord: 4 }, past);
    const context = buildContext(state, { name: 'Ada' }, messages, [aPassage()], null);
    expect(context).toMatchObject({ metadata: { ticket: 'T-1' }, personOffered: true, language: 'en' });
    expect(context.agent).toMatchObject({ name: 'Ada', language: 'en', peopleEnabled: true });
    expect(context.passages).toHaveLength(1);
    expect(buildContext(state, {}, messages, [], 'de').language).toBe('de');
  });
});

it.each([
  ['widget', true],
  ['mcp', false],
  ['preview', false],
] as const)('on %s people are offered: %s', (source, isOffered) => {
  const context = buildContext(aConversation({ source }), {}, { questions: [], history: [] }, [], 'en');
  expect(context.agent.peopleEnabled).toBe(isOffered);
});
