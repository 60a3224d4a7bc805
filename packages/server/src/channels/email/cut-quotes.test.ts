import { describe, expect, it } from 'vitest';
import { cutQuotes } from './incoming/text/cut-quotes.ts';

const REPLY = { isReply: true };

describe('cutting a reply', () => {
  it.each([
    ['answers between quotes', '> one?\n\nYes.\n\n> two?\n\nNo.', 'Yes.\n\nNo.'],
    ['a signature after the separator', 'Hello\n\n-- \nAnn\nBoss', 'Hello'],
    ['a telephone in Polish', 'Kiedy?\n\nWysłane z iPhone’a', 'Kiedy?'],
    ['a telephone in German', 'Wann?\n\nVon meinem iPhone gesendet', 'Wann?'],
    ['a closing in German', 'Wann kommt es?\n\nMit freundlichen Grüßen\nJürgen Groß', 'Wann kommt es?'],
    ['an original message', 'Ok.\n\n-----Original Message-----\nold', 'Ok.'],
    ['a German one', 'Ok.\n\n-----Ursprüngliche Nachricht-----\nalt', 'Ok.'],
    ['nothing where a rule only divides', 'Steps:\n---\none\n===\ntwo', 'Steps:\n---\none\n===\ntwo'],
    ['nothing of a question about grammar', 'Pozdrawiam\n\nCzy to działa?', 'Pozdrawiam\n\nCzy to działa?'],
    [
      'nothing of a sentence with From',
      'From: what you say it is fine.\nThanks',
      'From: what you say it is fine.\nThanks',
    ],
  ])('takes away %s', (_what, text, kept) => {
    expect(cutQuotes(text, REPLY)).toBe(kept);
  });

  it('leaves quotes where there is nothing that is answered, but no signature', () => {
    const text = 'They wrote:\n\n> Your order is late\n\nIs that so?\n\n-- \nAnn';
    expect(cutQuotes(text, { isReply: false })).toBe('They wrote:\n\n> Your order is late\n\nIs that so?');
  });

  it('keeps long lines to the letter, and leaves quoted ones out', () => {
    const long = 'word '.repeat(100).trim();
    expect(cutQuotes(`${long}\n\n> ${long}`, REPLY)).toBe(long);
  });

  it.each([
    ['digits', `1111 from < >: ${'1111from<'.repeat(25)}\n`.repeat(300)],
    ['beginnings of Dutch quotes', 'Op \nschreef\n'.repeat(4_000)],
    ['beginnings of Polish quotes', 'Dnia x\n'.repeat(8_000)],
    ['blanks', `${' '.repeat(240)}\n`.repeat(300)],
    ['marks of quotes', '>'.repeat(100_000)],
  ])('gives up in time on %s', (_of, text) => {
    const begun = performance.now();
    expect(cutQuotes(`Hello\n${text}`, REPLY)).toContain('Hello');
    expect(performance.now() - begun).toBeLessThan(2_000);
  });
});
