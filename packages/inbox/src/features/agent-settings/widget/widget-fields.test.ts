import { expect, it } from 'vitest';
import { hexOf, type WidgetValues, widgetChanges } from './widget-fields.ts';

it('takes an emptied text for none where there may be none, and finds what was changed', () => {
  const stored = { header: 'Ask us', consent_text: 'We keep it.', prechat_button_text: null } as WidgetValues;
  expect(widgetChanges(stored, { ...stored, header: '', consent_text: '', prechat_button_text: '' as never })).toEqual({
    header: '',
    consent_text: null,
  });
  expect(widgetChanges(stored, { ...stored })).toEqual({});
});

it('writes colours as browsers take them', () => {
  expect(hexOf('rgb(0, 122, 255)')).toBe('#007aff');
  expect(hexOf('#00AAff')).toBe('#00aaff');
});
