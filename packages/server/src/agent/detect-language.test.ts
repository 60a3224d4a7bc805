import { describe, expect, it } from 'vitest';
import { detectLanguage } from './detect-language.ts';

describe('the language of a message', () => {
  it.each([
    ['What is your return policy?', 'en'],
    ['and how much is it to Switzerland?', 'en'],
    ['Was kostet der Versand nach Österreich?', 'de'],
    ['Wie lange dauert die Lieferung?', 'de'],
    ['Quels sont les frais de port ?', 'fr'],
    ['¿Dónde está mi pedido?', 'es'],
    ['Gdzie jest moje zamówienie?', 'pl'],
    ['Сколько стоит доставка?', 'ru'],
    ['كم تكلفة الشحن؟', 'ar'],
    ['你们的退货政策是什么', 'zh'],
    ['送料はいくらですか', 'ja'],
    ['ค่าจัดส่งเท่าไหร่', 'th'],
    ['शिपिंग की लागत क्या है', 'hi'],
    ['Kargo ücreti ne kadar?', 'tr'],
  ])('%s → %s', (text, language) => {
    expect(detectLanguage(text)).toBe(language);
  });

  it.each(['ok', 'hi', 'T-1234', '42', '🙂', '', '   '])('«%s» says too little', (text) => {
    expect(detectLanguage(text)).toBeNull();
  });

  it.each(['Can I pay by PayPal?', 'my parcel is broken', 'I forgot my pasword'])(
    '«%s» is not taken for a language that nobody there speaks',
    (text) => {
      expect([null, 'en']).toContain(detectLanguage(text));
    },
  );
});
