import { OUR_PRIMARY } from '@parley/protocol';
import { expect, it } from 'vitest';
import { readSettings } from './settings.ts';
import { meantChange, type WidgetChange } from './widget-change.ts';
import { DEFAULT_WIDGET_SETTINGS, type WidgetSettings } from './widget-settings.ts';

const change = (given: WidgetChange, widget: Partial<WidgetSettings> = {}, settings: object = {}) =>
  meantChange(
    {
      scenarioId: 'abc1234567',
      widget: { ...DEFAULT_WIDGET_SETTINGS, ...widget },
      settings: { ...readSettings({}), ...settings },
    },
    given,
  );

it('leaves out colours that follow others and are sent back as they are', () => {
  const shown = {
    widget: { headerColor: OUR_PRIMARY, headerTextLight: true },
    settings: { primaryColor: OUR_PRIMARY },
  };
  expect(change(shown)).toEqual({ widget: {}, settings: {} });
  const chosen = { headerColor: OUR_PRIMARY, headerTextLight: true };
  expect(change(shown, chosen, { primaryColor: OUR_PRIMARY })).toEqual(shown);
});

it('keeps what is another colour, and the wish to choose none', () => {
  const other = { widget: { headerColor: '#FFEE00', headerTextLight: false }, settings: { primaryColor: '#FFEE00' } };
  expect(change(other)).toEqual(other);
  const none = { widget: { headerColor: null, headerTextLight: null }, settings: {} };
  expect(change(none, { headerColor: '#FFEE00', headerTextLight: true })).toEqual(none);
});

it.each([
  ['https://chat.example/widget/avatars/abc1234567?v=0', false],
  ['http://127.0.0.1:3000/widget/avatars/abc1234567', false],
  ['https://chat.example/widget/avatars/other56789', true],
  ['https://shop.example/robin.png', true],
  [null, true],
])('of the avatar %s: is it a change? %s', (avatar, isOne) => {
  expect(change({ widget: { avatar, typing: false } }).widget).toEqual({ ...(isOne ? { avatar } : {}), typing: false });
});
