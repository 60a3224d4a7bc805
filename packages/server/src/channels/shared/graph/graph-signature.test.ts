import { describe, expect, it } from 'vitest';
import { graphSigned } from '../../../../test/support/platforms/graph.ts';
import type { ChannelConfig, Delivery } from '../../../domain/channels/channel.ts';
import { answerUnread } from './graph-signature.ts';

const config: ChannelConfig = {
  id: 'c1',
  settings: { verify_token: 'right-token' },
  secrets: { app_secret: 's3cret' },
  webhookUrl: 'https://parley.example/hooks/c1',
};
const body = new TextEncoder().encode('{"object":"page","text":"Zażółć"}');

const post = (headers: ReadonlyMap<string, string>, bytes = body): Delivery => ({
  method: 'POST',
  headers,
  query: new Map(),
  body: bytes,
});
const get = (query: Readonly<Record<string, string>>): Delivery => ({
  method: 'GET',
  headers: new Map(),
  query: new Map(Object.entries(query)),
  body: new Uint8Array(),
});
const CHALLENGE = { 'hub.mode': 'subscribe', 'hub.verify_token': 'right-token', 'hub.challenge': '1158201444' };

describe('the signature of Meta', () => {
  it('lets a genuine delivery through', () => {
    expect(answerUnread(post(graphSigned(body, 's3cret')), config)).toBeNull();
  });

  it.each<[string, ReadonlyMap<string, string>]>([
    ['a missing signature', new Map()],
    ['an empty one', new Map([['x-hub-signature-256', '']])],
    ['the older SHA-1', new Map([['x-hub-signature', 'sha1=00']])],
    ['a shorter one', new Map([['x-hub-signature-256', 'sha256=ab']])],
    ['one that is no hex', new Map([['x-hub-signature-256', `sha256=${'z'.repeat(64)}`]])],
    ['one with another secret', graphSigned(body, 'other')],
    ['one of another body', graphSigned('{}', 's3cret')],
  ])('refuses %s', (_, headers) => {
    expect(answerUnread(post(headers), config)).toEqual({ kind: 'refused', status: 401 });
  });

  it('refuses a body of which one byte was flipped', () => {
    const flipped = body.map((byte, at) => (at === 5 ? byte ^ 1 : byte));
    expect(answerUnread(post(graphSigned(body, 's3cret'), flipped), config)).toMatchObject({ kind: 'refused' });
  });

  it('refuses everything while the secret is not set up', () => {
    const bare = { ...config, secrets: {} };
    expect(answerUnread(post(graphSigned(body, '')), bare)).toEqual({ kind: 'refused', status: 401 });
    expect(answerUnread(get(CHALLENGE), bare)).toEqual({ kind: 'refused', status: 401 });
  });
});

describe('the challenge of Meta', () => {
  it('is answered as plain text for the right token', () => {
    const answer = { kind: 'answer', body: '1158201444', type: 'text/plain; charset=utf-8' };
    expect(answerUnread(get(CHALLENGE), config)).toEqual(answer);
  });

  it.each([
    ['another token', { ...CHALLENGE, 'hub.verify_token': 'wrong' }],
    ['no token', { 'hub.mode': 'subscribe', 'hub.challenge': '1' }],
    ['another mode', { ...CHALLENGE, 'hub.mode': 'unsubscribe' }],
    ['no challenge', { 'hub.mode': 'subscribe', 'hub.verify_token': 'right-token' }],
    ['nothing at all', {}],
  ])('is refused for %s', (_, query) => {
    expect(answerUnread(get(query), config)).toEqual({ kind: 'refused', status: 403 });
  });

  it('is refused when no token is set up, for an empty one too', () => {
    const query = { ...CHALLENGE, 'hub.verify_token': '' };
    expect(answerUnread(get(query), { ...config, settings: {} })).toEqual({ kind: 'refused', status: 403 });
  });
});
