import { expect, it } from 'vitest';
import { keywordIn } from './keyword.ts';

it.each([
  [['lawyer'], 'I will call my Lawyer.', 'lawyer'],
  [['lawyer'], 'Lawyers are dear', null],
  [['law'], 'an outlaw', null],
  [['zażalenie'], 'ZAZALENIE', 'zażalenie'],
  [['skarga', 'kündigung'], 'Meine Kundigung bitte', 'kündigung'],
  [['Łódź'], 'lodz', 'Łódź'],
  [['Beschwerde über'], 'eine Beschwerde, über Sie', 'Beschwerde über'],
  [['Beschwerde über'], 'über die Beschwerde', null],
  [['投诉'], '我要投诉你们', '投诉'],
  [['返品'], 'このランプを返品したい', '返品'],
  [['ร้องเรียน'], 'ฉันต้องการร้องเรียนเรื่องนี้', 'ร้องเรียน'],
  [['شكوى'], 'عندي شكوى', 'شكوى'],
  [['жалоба'], 'ЖАЛОБА!', 'жалоба'],
  [['!!'], 'what!!', null],
  [[], 'anything', null],
])('of %j in %j: %j', (keywords, text, found) => {
  expect(keywordIn(keywords, text)).toBe(found);
});
