import type { ChannelFieldJson } from '@parley/protocol/api';
import { expect, it } from 'vitest';
import { askedFor, draftOf, settingsOf } from './channel-draft.ts';

const field = (key: string, more: Partial<ChannelFieldJson>): ChannelFieldJson => ({
  key,
  kind: 'text',
  label: key,
  hint: null,
  is_required: false,
  is_advanced: false,
  choices: null,
  default: null,
  when: null,
  is_generated: false,
  ...more,
});
const FIELDS = [
  field('token', { kind: 'secret', is_required: true }),
  field('groups', { kind: 'choice', choices: ['never', 'always'], default: 'never' }),
  field('port', { kind: 'number', default: 993 }),
  field('tls', { kind: 'switch', default: true }),
  field('note', {}),
  field('made', { kind: 'secret', is_generated: true }),
];

it('begins with what is stored, else with defaults, and with no secret', () => {
  expect(draftOf(FIELDS, { name: 'Shop', settings: { port: 143, note: 'x' } })).toEqual({
    name: 'Shop',
    'settings.token': '',
    'settings.groups': 'never',
    'settings.port': '143',
    'settings.tls': true,
    'settings.note': 'x',
  });
});

it('is sent in what has changed, each as its kind has it', () => {
  const changed = {
    name: 'New',
    'settings.token': 't',
    'settings.port': '25',
    'settings.tls': false,
    'settings.note': ' ',
  };
  expect(settingsOf(FIELDS, changed)).toEqual({ token: 't', port: 25, tls: false, note: null });
  expect(settingsOf(FIELDS, { 'settings.token': null, 'settings.port': 'many' })).toEqual({
    token: null,
    port: 'many',
  });
  expect(settingsOf(FIELDS, { 'settings.made': 'x', 'settings.other': 'y' })).toEqual({});
});

it('asks for what depends on a choice only while it is made', () => {
  const fields = [...FIELDS, field('host', { when: { key: 'groups', is: 'always' } })];
  const asked = (groups: string) => askedFor(fields, { 'settings.groups': groups }).map(({ key }) => key);
  expect([asked('never').includes('host'), asked('always').includes('host')]).toEqual([false, true]);
});
