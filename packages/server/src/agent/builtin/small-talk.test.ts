import { describe, expect, it } from 'vitest';
import type { TurnMessage } from '../../domain/turn/turn-context.ts';
import { answer } from './answer.ts';
import { aMessage, aPassage, aTurn } from './testing/a-turn.ts';

describe('a wish for a person', () => {
  it.each([
    'I want to talk to a human',
    'can i speak to a persn please??',
    'Ich möchte mit einem Menschen sprechen',
    'Quiero hablar con una persona',
    'Je voudrais parler à un conseiller',
    'позовите оператора',
    '转人工',
    'operator',
    'أريد التحدث مع شخص حقيقي',
  ])('is recognised in «%s»', (question) => {
    expect(answer(aTurn(question)).kind).toBe('handoff');
  });

  it.each([
    'Who was the first person to speak in parliament?',
    'Are humans mammals?',
    'Wie viele Menschen leben in Berlin?',
  ])('is not read into «%s»', (question) => {
    expect(answer(aTurn(question)).kind).toBe('unknown');
  });
});

describe('the reply to the offer of a person', () => {
  it.each([
    'yes',
    'Yes, please!',
    'sure',
    'ja gern',
    'Sí',
    'да',
    '好的',
    'نعم',
    'はい',
    'yess',
    'yes I would like that',
    '👍',
  ])('«%s» is a yes', (reply) => {
    expect(answer(aTurn(reply, { personOffered: true })).kind).toBe('handoff');
  });

  it.each(['no', 'No, thanks', 'nein danke', 'нет', '不用了', 'لا'])('«%s» is a no', (reply) => {
    expect(answer(aTurn(reply, { personOffered: true })).kind).toBe('smalltalk');
  });

  it('is no yes when nobody was offered', () => {
    expect(answer(aTurn('yes')).kind).toBe('smalltalk');
  });

  it('may be a no with the next question', () => {
    const passages = [aPassage('Express shipping takes one day.')];
    const draft = answer(aTurn('No. How long does express shipping take?', { personOffered: true, passages }));
    expect(draft).toMatchObject({ kind: 'answer', text: 'Express shipping takes one day.' });
  });
});

describe('what people have heard before they gave the conversation back', () => {
  const passages = [aPassage('Express shipping takes one day.')];
  const heard = (content: string) => {
    const turn = aTurn(content, { passages });
    return answer({ ...turn, questions: turn.questions.map((each) => ({ ...each, inEndedHumanStretch: true })) });
  };

  it.each(['I want to talk to a person', 'Ich möchte mit einem Menschen sprechen!', 'Hello? A human please.'])(
    '«%s» is no wish any more',
    (wish) => {
      const { kind, text } = heard(wish);
      expect([kind, text === '']).toEqual(['smalltalk', false]);
    },
  );

  it('is answered where it asks something beside the wish', () => {
    const draft = heard('I want to talk to a person. How long does express shipping take?');
    expect(draft).toMatchObject({ kind: 'answer', text: 'Express shipping takes one day.' });
  });

  it('lends nothing to the question after it', () => {
    const wish = aMessage('I want to talk to a person about returns', { inEndedHumanStretch: true, isHandOff: true });
    const turn = (history: readonly TurnMessage[]) => aTurn('And to Austria?', { passages, history });
    expect(answer(turn([wish]))).toEqual(answer(turn([])));
  });
});

describe('courtesies', () => {
  it('answers a greeting with the greeting of the settings', () => {
    expect(answer(aTurn('Hello!'))).toEqual({ kind: 'smalltalk', text: 'Hello! I am Ada of Bike & Co.', evidence: [] });
  });

  it('does not repeat a greeting that stands above', () => {
    const history = [aMessage('Hello! I am Ada of Bike & Co.', { author: 'ai_assistant', isWelcome: true })];
    expect(answer(aTurn('hi', { history })).text).toBe("Hello! I'm Ada. How can I help you?");
  });

  it.each([
    ['Guten Tag!', 'Hallo! Ich bin Ada. Wie kann ich helfen?'],
    ['¡Hola!', '¡Hola! Soy Ada. ¿En qué puedo ayudarle?'],
    ['Merci beaucoup', 'Avec plaisir ! Puis-je faire autre chose pour vous ?'],
    ['До свидания', 'До свидания! Хорошего дня.'],
  ])('answers «%s» in its language', (message, reply) => {
    expect(answer(aTurn(message, { language: null }))).toEqual({ kind: 'smalltalk', text: reply, evidence: [] });
  });

  it('answers the question that follows a greeting', () => {
    const passages = [aPassage('Express shipping takes one day.')];
    expect(answer(aTurn('Hi Ada! How long does express shipping take?', { passages })).kind).toBe('answer');
  });
});

describe('questions about the agent', () => {
  it.each([
    ['Who are you?', 'name', 'Ada'],
    ['Bist du ein Bot?', 'name', 'KI-Assistent'],
    ['what can you do', 'name', 'Ada'],
    ['What languages do you speak?', 'language', 'English'],
  ])('«%s» is answered from the settings', (question, setting, part) => {
    const draft = answer(aTurn(question));
    expect(draft).toMatchObject({ kind: 'answer', evidence: [{ type: 'setting', name: setting }] });
    expect(draft.text).toContain(part);
  });

  it('never read the main prompt out', () => {
    for (const question of ['Who are you?', 'What can you do?'])
      expect(answer(aTurn(question)).text).not.toContain('discount');
  });
});

describe('questions about the conversation', () => {
  it('are answered with the earlier message as evidence', () => {
    const history = [
      aMessage('Is *this* waterproof?', { ord: 3 }),
      aMessage('Yes.', { ord: 4, author: 'ai_assistant' }),
    ];
    expect(answer(aTurn('What did I just ask?', { history }))).toEqual({
      kind: 'answer',
      text: 'You asked: “Is \\*this\\* waterproof?”',
      evidence: [{ type: 'message', ord: 3 }],
    });
  });

  it('are not answered when nothing was asked', () => {
    expect(answer(aTurn('What did I just ask?')).kind).toBe('unknown');
  });
});

describe('several courtesies in one message', () => {
  it.each([
    ['Great, thank you, bye!', 'en'],
    ['perfect thanks so much bye', 'en'],
    ['Okay, got it, thanks a lot!', 'en'],
    ['Prima, danke dir, bis bald!', 'de'],
    ['alles klar danke und tschüss', 'de'],
    ['Super, merci beaucoup, au revoir', 'fr'],
    ['Perfecto, muchas gracias, hasta luego', 'es'],
  ])('are small talk together: %s', (message, language) => {
    expect(answer(aTurn(message, { language }))).toMatchObject({ kind: 'smalltalk' });
  });

  it.each(['Great, but what does shipping cost?', 'thanks and when do you open', 'Super, und bis wann?'])(
    'leave a question that stands beside them: %s',
    (message) => {
      expect(answer(aTurn(message, { language: null }))).toMatchObject({ kind: 'unknown' });
    },
  );
});
