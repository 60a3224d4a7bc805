import { describe, expect, it } from 'vitest';
import { SLACK_SECRET, slackDelivery } from '../../../test/support/platforms/slack.ts';
import type { Delivery } from '../../domain/channels/channel.ts';
import { isSigned } from './incoming/verify.ts';

const at = new Date('2026-11-30T12:00:00Z');
const later = (seconds: number): Date => new Date(at.getTime() + seconds * 1000);
const signed = slackDelivery('{"a":"ż"}', { at });
const withHeader = (name: string, value: string): Delivery => ({
  ...signed,
  headers: new Map([...signed.headers, [name, value]]),
});

describe('the signature of Slack', () => {
  it('is that of the example in its documentation', () => {
    const body = Buffer.from(
      'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&' +
        'user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2F' +
        'commands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.' +
        '803a0bc887a14d10d2c447fce8b6703c',
    );
    const headers = new Map([
      ['x-slack-request-timestamp', '1531420618'],
      ['x-slack-signature', 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503'],
    ]);
    const delivery = { ...signed, headers, body };
    expect(isSigned(delivery, SLACK_SECRET, new Date(1_531_420_618_000))).toBe(true);
  });

  it('is good for five minutes before and after', () => {
    expect([-300, 0, 300].map((seconds) => isSigned(signed, SLACK_SECRET, later(seconds)))).toEqual([true, true, true]);
    expect([-302, 302].map((seconds) => isSigned(signed, SLACK_SECRET, later(seconds)))).toEqual([false, false]);
  });

  it('does not hold for other bytes, another secret or none', () => {
    const flipped = Uint8Array.from(signed.body, (byte, at) => (at === 3 ? byte ^ 1 : byte));
    expect(isSigned({ ...signed, body: flipped }, SLACK_SECRET, at)).toBe(false);
    expect(isSigned(signed, `${SLACK_SECRET}x`, at)).toBe(false);
    expect(isSigned(slackDelivery('{}', { at, secret: '' }), '', at)).toBe(false);
    expect(isSigned(signed, undefined, at)).toBe(false);
  });

  it.each([
    ['x-slack-signature', ''],
    ['x-slack-signature', 'v0='],
    ['x-slack-signature', 'v0=zz'],
    ['x-slack-signature', `v1=${'0'.repeat(64)}`],
    ['x-slack-signature', `v0=${'0'.repeat(64)}`],
    ['x-slack-request-timestamp', ''],
    ['x-slack-request-timestamp', 'NaN'],
    ['x-slack-request-timestamp', '-1'],
    ['x-slack-request-timestamp', '1e9'],
  ])('refuses %s "%s"', (name, value) => {
    expect(isSigned(withHeader(name, value), SLACK_SECRET, at)).toBe(false);
  });
});
