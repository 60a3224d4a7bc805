import { describe, expect, it } from 'vitest';
import { checkDraft } from '../../domain/turn/check-draft.ts';
import { answer } from './answer.ts';
import { composeReply } from './compose-reply.ts';
import { aPassage, aTurn } from './testing/a-turn.ts';

const TEXT = 'Orders before noon leave today.\n\nA parcel costs €4.90. It takes two days.';

function sentence(text: string, logit: number) {
  const start = TEXT.indexOf(text);
  return { passage: 0, start, end: start + text.length, logit };
}

describe('the order of a reply', () => {
  it('begins with the best sentence where the others stand elsewhere', () => {
    const ranked = [sentence('A parcel costs €4.90.', 3), sentence('Orders before noon leave today.', 2)];
    expect(composeReply([aPassage(TEXT)], ranked, 1)?.text).toMatch(/^A parcel/);
  });

  it('is the article’s for neighbours', () => {
    const ranked = [sentence('It takes two days.', 3), sentence('A parcel costs €4.90.', 2)];
    expect(composeReply([aPassage(TEXT)], ranked, 1)?.text).toBe('A parcel costs €4.90. It takes two days.');
  });
});

describe('the language of a reply', () => {
  const english = aPassage('The shop is open from 9 am to 6 pm.', { language: 'en' });
  const german = aPassage('Der Laden (shop) ist von 9 bis 18 Uhr geöffnet (open).', { language: 'de', score: 2 });

  it('is the question’s, even where another language is nearer', () => {
    const { text } = answer(aTurn('When is the shop open?', { language: null, passages: [german, english] }));
    expect(text).toBe('The shop is open from 9 am to 6 pm.');
  });

  it('is another one where nothing in the question’s answers', () => {
    const other = aPassage('We repair bells and lamps.', { language: 'en' });
    const { evidence } = answer(aTurn('When is the shop open?', { language: null, passages: [other, german] }));
    expect(evidence[0]).toMatchObject({ passage: 1 });
  });

  it.each([
    ['Wo kann man bei euch parken?', /weiß/],
    ['¿Dónde puedo aparcar el coche?', /respuesta/],
  ])('is told by the words that hold it together: %s', (question, text) => {
    const context = aTurn(question, { language: null });
    expect(checkDraft(context, answer(context)).text).toMatch(text);
  });
});

describe('short factual questions', () => {
  const table = aPassage(
    'Item | Value\nWeight, empty | 7.3 kg\nWater tank | 1.8 litres\nHeight | 41 cm\n\nDescaling takes a while. Call +49 30 555 0101.',
  );

  it.each([
    ['How heavy is it?', '7.3 kg'],
    ['How much does it weigh?', '7.3 kg'],
    ['How tall is it?', '41 cm'],
    ['What is your phone number?', '+49 30 555 0101'],
  ])('are answered by the row or sentence that names the quantity: %s', (question, value) => {
    expect(answer(aTurn(question, { passages: [table] })).text.replaceAll('\\', '')).toContain(value);
  });
});

describe('a code', () => {
  const codes = aPassage(
    'The machine shows a code when something is wrong with the machine, and what to do is in this list.\n\nE04 | Tank empty | Fill it\nE05 | Boiler too hot | Pull the plug\nE06 | Lid open | Close it',
  );

  it('decides which row answers', () => {
    const draft = answer(aTurn('My machine shows E05, what should I do?', { passages: [codes] }));
    expect(draft.evidence[0]).toMatchObject({ quote: 'E05 | Boiler too hot | Pull the plug' });
  });
});
