import { describe, expect, it } from 'vitest';
import { judgeMessage } from './judge-message.ts';
import { messageClassifiers, readClassifiers, writeClassifiers } from './message-classifiers.ts';

describe('the file of the classifiers', () => {
  it('is read as it was written', () => {
    const shipped = messageClassifiers();
    const again = readClassifiers(writeClassifiers(shipped));
    expect(again.flag.labels).toEqual(shipped.flag.labels);
    expect(again.intent.biases[3]).toBeCloseTo(shipped.intent.biases[3] ?? Number.NaN, 5);
    const furthest = Math.max(
      ...Array.from(shipped.sentiment.weights, (weight, at) => Math.abs(weight - (again.sentiment.weights[at] ?? 9))),
    );
    expect(furthest).toBeLessThan(0.02);
  });

  it('is refused where it has another shape', () => {
    expect(() => readClassifiers(Buffer.alloc(100))).toThrow('Classifiers of 100 bytes: fit them again.');
  });
});

describe('a message is judged', () => {
  it.each([
    ['Thank you so much, that was quick and really helpful!', 'positive'],
    ['Vielen Dank, das hat super geklappt, ich bin begeistert!', 'positive'],
    ['This is the worst service I have ever had, I am very disappointed.', 'negative'],
    ['Fatalna obsługa, czekam już dwa tygodnie i nikt nie odpisuje.', 'negative'],
    ['What time do you open on Saturday?', 'neutral'],
    ['¿A qué hora abren el sábado?', 'neutral'],
  ] as const)('«%s» as %s', (text, sentiment) => {
    expect(judgeMessage(text).sentiment).toBe(sentiment);
  });

  it.each([
    ['If I do not get my money back by Friday my lawyer will take you to court.', 'legal_threat'],
    ['Wenn das so weitergeht, schalte ich meinen Anwalt ein und wir sehen uns vor Gericht.', 'legal_threat'],
    ['I asked for a human three times now and still only get the bot.', 'person_unmet'],
    ['Could you tell me which sizes you have?', null],
    ['Dziękuję, do zobaczenia jutro!', null],
  ] as const)('«%s» to be flagged for %s', (text, flag) => {
    expect(judgeMessage(text).flag).toBe(flag);
  });

  it('by a score that follows how it feels', () => {
    const [bad, plain, good] = [
      'awful, broken again, waste of money',
      'my order number is 4711',
      'brilliant, love it, thank you!',
    ].map((text) => judgeMessage(text).sentimentScore);
    expect(bad).toBeLessThan(35);
    expect(plain).toBeGreaterThan(bad ?? 0);
    expect(good).toBeGreaterThan(70);
  });
});
