import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRedactor } from './redact.ts';

const SECRET = 'p@ss "w/ord" <1>';
const redact = createRedactor(new Map([['token', SECRET]]));

describe('a redactor', () => {
  it('blots a secret out of texts, keys, lists and numbers', () => {
    const numbers = createRedactor(new Map([['pin', '123456789']]));
    expect(numbers.json({ a: 123456789, b: [1, 'x123456789'], '123456789': null })).toEqual({
      a: '{{secret.pin}}',
      b: [1, 'x{{secret.pin}}'],
      '{{secret.pin}}': null,
    });
  });

  it.each([
    ['JSON-escaped', JSON.stringify(SECRET).slice(1, -1)],
    ['HTML-escaped', 'p@ss &quot;w/ord&quot; &lt;1&gt;'],
    ['with + for blanks', encodeURIComponent(SECRET).replaceAll('%20', '+')],
    ['in base64 within base64 for URLs', Buffer.from(`x:${SECRET}`).toString('base64url').slice(3)],
  ])('knows it %s', (_name, form) => {
    expect(redact.text(`before ${form} after`)).toContain('{{secret.token}}');
  });

  it('knows what is really secret in the base64 of Basic authentication', () => {
    const basic = createRedactor(new Map([['basic', Buffer.from('shop:marmalade').toString('base64')]]));
    expect(basic.text('welcome shop:marmalade')).toBe('welcome {{secret.basic}}');
    expect(basic.text('your password is marmalade')).toBe('your password is {{secret.basic}}');
  });

  it('leaves all else as it is', () => {
    const value = { a: ['pass', 1, null, true], b: 'word' };
    expect(redact.json(value)).toEqual(value);
    expect(createRedactor(new Map()).text('anything')).toBe('anything');
  });

  it('lets none through, whatever stands around it', () => {
    const letters = fc.string({
      minLength: 8,
      maxLength: 40,
      unit: fc.constantFrom(...'abcXYZ019+/=$.*()[]{}|^?-_~ é'),
    });
    fc.assert(
      fc.property(letters, fc.string(), fc.string(), (secret, before, after) => {
        const { text } = createRedactor(new Map([['s', secret]]));
        const bytes = Buffer.from(`${before}${secret}${after}`);
        expect(text(`${before}${secret}${after}`)).not.toContain(secret);
        expect(text(bytes.toString('base64'))).toContain('{{secret.s}}');
      }),
      { numRuns: 300 },
    );
  });
});
