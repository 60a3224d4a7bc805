import { describe, expect, it } from 'vitest';
import type { AppCall } from '../contract.ts';
import { APP_COMMANDS, addCall } from './app-commands.ts';

const queue = (...calls: AppCall[]): AppCall[] => {
  const waiting: AppCall[] = [];
  for (const call of calls) addCall(waiting, call);
  return waiting;
};

describe('calls that wait for the app', () => {
  it('stay in order, and of an identity the last counts', () => {
    expect(
      queue(['identify', ['old']], ['setMetadata', [{ a: 1 }]], ['identify', ['new']], ['setMetadata', [{ b: 2 }]]),
    ).toEqual([
      ['setMetadata', [{ a: 1 }]],
      ['identify', ['new']],
      ['setMetadata', [{ b: 2 }]],
    ]);
  });

  it('stay all, where something was said under them', () => {
    const calls: AppCall[] = [
      ['identify', ['alice']],
      ['send', ['Of Alice']],
      ['identify', ['bob']],
    ];
    expect(queue(...calls)).toEqual(calls);
  });
});

it.each([
  ['a text', 'Hello'],
  ['one that asks for a person', { text: 'Hello', wantsPerson: true }],
])('send takes %s', (_what, value) => expect(APP_COMMANDS.send[1](value)).toBe(true));

it.each([[''], [' '], [{}], [{ text: '' }], [5], [null], [undefined]])('send does not take %j', (value) => {
  expect(APP_COMMANDS.send[1](value)).toBe(false);
});
