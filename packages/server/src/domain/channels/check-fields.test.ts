import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../lib/json.ts';
import { adoptFacts } from './adopt-facts.ts';
import type { ChannelField } from './channel-field.ts';
import { changedFields, checkFields, NOTHING_FILLED, shownGenerated, withGenerated } from './check-fields.ts';

const FIELDS: readonly ChannelField[] = [
  {
    key: 'token',
    kind: 'secret',
    label: 'Token',
    isRequired: true,
    pattern: { source: '\\d+:\\w+', message: 'looks wrong' },
  },
  { key: 'password', kind: 'secret', label: 'Password' },
  { key: 'groups', kind: 'choice', label: 'Groups', choices: ['never', 'mentioned'], default: 'never' },
  { key: 'api_url', kind: 'url', label: 'API', isAdvanced: true, default: 'https://api.example.com' },
  { key: 'from', kind: 'email', label: 'From' },
  { key: 'port', kind: 'number', label: 'Port', max: 65_535 },
  { key: 'tls', kind: 'switch', label: 'TLS', default: true },
  { key: 'username', kind: 'text', label: 'Name', max: 8 },
  { key: 'note', kind: 'text', label: 'Note' },
  { key: 'verify', kind: 'text', label: 'Verify token', isGenerated: true, isShown: true },
  { key: 'hook', kind: 'secret', label: 'Hook secret', isGenerated: true },
];
const check = (given: JsonObject, stored = NOTHING_FILLED) => checkFields(FIELDS, given, stored);
const filled = (given: JsonObject, stored = NOTHING_FILLED) => {
  const checked = check(given, stored);
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  return checked.filled;
};
const DEFAULTS = { groups: 'never', api_url: 'https://api.example.com', tls: true };

describe('fields', () => {
  it('are filled with what is given, secrets apart, and with defaults', () => {
    expect(filled({ token: ' 1:abc ', from: 'a@example.com', port: 993, tls: false })).toEqual({
      settings: { ...DEFAULTS, from: 'a@example.com', port: 993, tls: false },
      secrets: { token: '1:abc' },
    });
  });

  it.each<[JsonObject, string, string]>([
    [{}, 'token', 'is required'],
    [{ token: null }, 'token', 'is required'],
    [{ token: '  ' }, 'token', 'is required'],
    [{ token: 'abc' }, 'token', 'looks wrong'],
    [{ token: '1:a\nb' }, 'token', 'must be one line, without control characters'],
    [{ token: 5 }, 'token', 'must be a text'],
    [{ token: '1:a', groups: 'always' }, 'groups', 'must be one of: never, mentioned'],
    [{ token: '1:a', api_url: 'ftp://example.com' }, 'api_url', 'must be an https or http URL'],
    [{ token: '1:a', api_url: 'https://a:b@example.com' }, 'api_url', 'must be an https or http URL'],
    [{ token: '1:a', from: 'nobody' }, 'from', 'must be an e-mail address'],
    [{ token: '1:a', port: '993' }, 'port', 'must be a number'],
    [{ token: '1:a', port: 70_000 }, 'port', 'must be at most 65535'],
    [{ token: '1:a', tls: 'yes' }, 'tls', 'must be true or false'],
    [{ token: '1:a', username: 'x'.repeat(9) }, 'username', 'must have at most 8 characters'],
    [{ token: '1:a', note: 'x'.repeat(2_001) }, 'note', 'must have at most 2000 characters'],
    [{ token: '1:a', note: '\ud800' }, 'note', 'must be one line, without control characters'],
    [{ token: '1:a', note: ['x'] }, 'note', 'must be a text'],
    [{ token: '1:a', verify: 'x' }, 'verify', 'is made by the server and cannot be given'],
    [
      JSON.parse('{"token":"1:a","__proto__":"x"}') as JsonObject,
      '__proto__',
      'is not known: there are token, password',
    ],
  ])('are refused: %j', (given, key, message) => {
    expect(check(given)).toEqual({
      ok: false,
      problems: [{ path: `settings.${key}`, message: expect.stringContaining(message) }],
    });
  });

  it('tell all that is wrong at once', () => {
    const checked = check({ port: 'x', other: 1 });
    expect(checked.ok ? [] : checked.problems.map(({ path }) => path)).toEqual([
      'settings.other',
      'settings.token',
      'settings.port',
    ]);
  });

  it('keep what is stored unless another value or none is given', () => {
    const stored = filled({ token: '1:a', password: 'x', note: 'y', groups: 'mentioned' });
    expect(filled({}, stored)).toEqual(stored);
    expect(filled({ token: '2:b' }, stored).secrets).toEqual({ token: '2:b', password: 'x' });
    expect(filled({ password: null, note: '', groups: null }, stored)).toEqual({
      settings: DEFAULTS,
      secrets: { token: '1:a' },
    });
    expect(check({ token: null }, stored)).toMatchObject({ ok: false, problems: [{ path: 'settings.token' }] });
  });

  it('get what the server makes once, which stays', () => {
    const numbers = [1, 2, 3].values();
    const random = () => `random ${numbers.next().value}`;
    const first = withGenerated(FIELDS, filled({ token: '1:a' }), random);
    expect(first.secrets).toEqual({ token: '1:a', verify: 'random 1', hook: 'random 2' });
    expect(withGenerated(FIELDS, filled({ token: '2:b' }, first), random).secrets).toEqual({
      ...first.secrets,
      token: '2:b',
    });
    expect(shownGenerated(FIELDS, first)).toEqual({ verify: 'random 1' });
  });

  it('that differ are told by their keys', () => {
    const before = filled({ token: '1:a', note: 'x', password: 'p' });
    expect(
      changedFields(before, filled({ token: '1:b', note: null, from: 'a@example.com' }, before)).toSorted(),
    ).toEqual(['from', 'note', 'token']);
    expect(changedFields(before, before)).toEqual([]);
  });
});

describe('a field that depends on another', () => {
  const fields: readonly ChannelField[] = [
    { key: 'inbound', kind: 'choice', label: 'In', choices: ['smtp', 'imap'], default: 'smtp' },
    { key: 'host', kind: 'text', label: 'Host', isRequired: true, when: { key: 'inbound', is: 'imap' } },
  ];
  const isTaken = (given: JsonObject, stored = NOTHING_FILLED) => checkFields(fields, given, stored).ok;

  it('is required while that has its value: as given, as stored, or by default', () => {
    expect([isTaken({}), isTaken({ inbound: 'imap' }), isTaken({ inbound: 'imap', host: 'a' })]).toEqual([
      true,
      false,
      true,
    ]);
    const stored = { settings: { inbound: 'imap', host: 'a' }, secrets: {} };
    expect([isTaken({ host: null }, stored), isTaken({ host: null, inbound: 'smtp' }, stored)]).toEqual([false, true]);
  });
});

describe('facts of a platform', () => {
  const adopt = (settings: JsonObject, before: JsonObject, facts: JsonObject) =>
    adoptFacts(FIELDS, { settings, facts: before }, facts);

  it('fill text fields of their name that are empty', () => {
    expect(
      adopt({ note: 'mine' }, {}, { username: 42, note: 'theirs', token: 'x', groups: 'always', other: 'y' }),
    ).toEqual({
      note: 'mine',
      username: '42',
    });
  });

  it('change what an earlier check filled, and nothing that people wrote', () => {
    expect(adopt({ username: 'old' }, { username: 'old' }, { username: 'new' })).toEqual({ username: 'new' });
    expect(adopt({ username: 'mine' }, { username: 'old' }, { username: 'new' })).toEqual({ username: 'mine' });
  });

  it.each(['', 'much too long', 'a\u0000'])('are left where the field would not take them: %j', (username) => {
    expect(adopt({}, {}, { username })).toEqual({});
  });
});
