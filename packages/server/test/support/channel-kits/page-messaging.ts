import { graphRoutes } from '../platforms/graph.ts';
import type { ChannelKit, Signed, Words } from './channel-kit.ts';
import { metaSignature } from './signatures.ts';

type PageKit = {
  readonly platform: 'messenger' | 'instagram';
  readonly object: string;
  readonly accountKey: string;
  readonly visitorName: string;
  readonly size: ChannelKit['size'];
  readonly facts: ChannelKit['facts'];
};

/** Messenger and Instagram deliver alike, each for its own kind of account. */
export function pageKit({ platform, object, accountKey, visitorName, size, facts }: PageKit): ChannelKit {
  const appSecret = (n: number) => `${platform}-app-secret-${n}`;
  const token = (n: number) => `EAA${platform}-page-token-${n}`;
  const account = (n: number) => `1000${n}`;
  const verifyToken = (n: number) => `verify-${platform}-${n}`;
  const signs = (body: string, channel: number): Signed => ({
    headers: { 'x-hub-signature-256': metaSignature(body, appSecret(channel)) },
    body,
  });
  const envelope = (channel: number, events: readonly object[], part = 'messaging') =>
    JSON.stringify({ object, entry: [{ id: account(channel), time: Date.now(), [part]: events }] });
  const between = (channel: number, person = '5001') => ({
    sender: { id: person },
    recipient: { id: account(channel) },
  });
  const said = ({ n, text, person, at = new Date() }: Words, channel: number, more: object = {}) => ({
    ...between(channel, person),
    timestamp: at.getTime(),
    message: { mid: `m_${platform}_${n}`, text, ...more },
  });
  const challenge = (verify: string) => ({
    method: 'GET' as const,
    query: `?hub.mode=subscribe&hub.verify_token=${verify}&hub.challenge=1158201444`,
    headers: {},
    body: '',
  });
  const echo = (channel: number) => ({
    sender: { id: account(channel) },
    recipient: { id: '5001' },
    timestamp: Date.now(),
    message: { mid: `m_echo_${platform}`, text: 'From somebody else', is_echo: true, app_id: 1 },
  });
  return {
    platform,
    part: 'graph',
    routes: graphRoutes,
    settings: (origin, n) => ({
      api_url: origin,
      [accountKey]: account(n),
      verify_token: verifyToken(n),
      human_agent: true,
    }),
    secrets: (n) => ({ page_access_token: token(n), app_secret: appSecret(n) }),
    says: (words, channel) => signs(envelope(channel, [said(words, channel)]), channel),
    signs,
    forged: ({ body }) => [
      { headers: { 'x-hub-signature-256': metaSignature(body, 'another secret') }, body },
      { headers: {}, body },
    ],
    challenges: [
      { delivery: (n) => challenge(verifyToken(n)), status: 200, body: /^1158201444$/ },
      { delivery: () => challenge('wrong'), status: 403 },
    ],
    passedOver: [
      envelope(9, [said({ n: 1, text: 'for another account' }, 9)]),
      envelope(1, [echo(1)]),
      envelope(1, [{ ...between(1), timestamp: 1, reaction: { reaction: 'love', action: 'react', mid: 'm_x' } }]),
      JSON.stringify({ object, entry: [{ id: account(1), changes: [{ field: 'feed', value: {} }] }] }),
      JSON.stringify({ object: 'somewhere', entry: [] }),
    ],
    facts,
    visitor: { name: visitorName },
    receipt: (sentId, what, channel) =>
      what === 'read' && platform === 'messenger'
        ? signs(
            envelope(channel, [
              { ...between(channel), timestamp: Date.now(), read: { watermark: Date.now() + 3_600_000 } },
            ]),
            channel,
          )
        : what === 'read'
          ? signs(envelope(channel, [{ ...between(channel), timestamp: Date.now(), read: { mid: sentId } }]), channel)
          : signs(
              envelope(channel, [
                { ...between(channel), timestamp: Date.now(), delivery: { mids: [sentId], watermark: 1 } },
              ]),
              channel,
            ),
    settles: (partId, channelId, channel) => {
      const ours = { ...echo(channel).message, metadata: `parley:${channelId}:${partId}` };
      return signs(envelope(channel, [{ ...echo(channel), message: ours }]), channel);
    },
    sends: ({ url, json }) => /\/messages(\?|$)/.test(url) && (json as { message?: object }).message !== undefined,
    typing: ({ url, json }) =>
      /\/messages(\?|$)/.test(url) && (json as { sender_action?: string }).sender_action === 'typing_on',
    textOf: ({ json }) => (json as { message?: { text?: string } }).message?.text ?? '',
    size,
    answers: {
      rateLimited: () => ({
        status: 400,
        json: {
          error: {
            message: '(#613) Calls to this api have exceeded the rate limit.',
            type: 'OAuthException',
            code: 613,
          },
        },
      }),
      unauthorised: {
        status: 401,
        json: { error: { message: 'Error validating access token', type: 'OAuthException', code: 190 } },
      },
      windowClosed: {
        status: 400,
        json: {
          error: {
            message: '(#10) This message is sent outside of allowed window.',
            type: 'OAuthException',
            code: 10,
            error_subcode: 2018278,
          },
        },
      },
      blocked: {
        status: 400,
        json: {
          error: {
            message: '(#551) This person isn’t available right now.',
            type: 'OAuthException',
            code: 551,
            error_subcode: 1545041,
          },
        },
      },
    },
    windowHours: 24,
    humanWindowHours: 168,
    environment: ['MESSENGER_PAGE_ACCESS_TOKEN', 'FACEBOOK_APP_SECRET', 'INSTAGRAM_ACCESS_TOKEN', 'PAGE_ACCESS_TOKEN'],
    secretWords: (n) => [token(n), appSecret(n)],
  };
}
