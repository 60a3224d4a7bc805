import { expect, it } from 'vitest';
import { type WidgetValues, widgetChanges } from './widget-fields.ts';

it('takes an emptied text for none where there may be none, and finds what was changed', () => {
  const stored = { header: 'Ask us', consent_text: 'We keep it.', prechat_button_text: null } as WidgetValues;
  expect(widgetChanges(stored, { ...stored, header: '', consent_text: '', prechat_button_text: '' as never })).toEqual({
    header: '',
    consent_text: null,
  });
  expect(widgetChanges(stored, { ...stored })).toEqual({});
});

it('finds no change in what means the same', () => {
  const stored = {
    custom_colors: { text: 'rgb(0, 0, 0)', link: 'rgb(0, 122, 255)' },
    texts: { de: { open: 'Auf', input: 'Schreib' } },
    working_hours: { time_zone: 'UTC', days: { '1': [{ from: '09:00', to: '17:00' }], '6': [] } },
  } as unknown as WidgetValues;
  const again = {
    custom_colors: { link: '#007AFF', text: '#000000' },
    texts: { de: { input: 'Schreib', open: 'Auf' } },
    working_hours: { days: { '1': [{ from: '09:00', to: '17:00' }] }, time_zone: 'UTC' },
  } as unknown as WidgetValues;
  expect(widgetChanges(stored, again)).toEqual({});
  expect(widgetChanges(stored, { ...again, custom_colors: { link: '#007AFF' } })).toEqual({
    custom_colors: { link: '#007AFF' },
  });
});
