import { graphRoutes } from '../platforms/graph.ts';
import type { ChannelKit, Signed, Words } from './channel-kit.ts';
import { metaSignature } from './signatures.ts';

const appSecret = (n: number) => `whatsapp-app-secret-${n}`;
const accessToken = (n: number) => `EAAwhatsapp-access-token-${n}`;
const phoneId = (n: number) => `10655500000${n}`;
const verifyToken = (n: number) => `verify-whatsapp-${n}`;

const signs = (body: string, channel: number): Signed => ({
  headers: { 'x-hub-signature-256': metaSignature(body, appSecret(channel)) },
  body,
});
const seconds = (at = new Date()) => String(Math.floor(at.getTime() / 1000));
const wamid = (n: number) => `wamid.HBgLNDg1MDEyMzQ1Njc=${n}`;
const value = (channel: number, content: object) => ({
  messaging_product: 'whatsapp',
  metadata: { display_phone_number: '15550001111', phone_number_id: phoneId(channel) },
  ...content,
});
const envelope = (...values: readonly object[]) =>
  JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [{ id: '102290129340398', changes: values.map((each) => ({ value: each, field: 'messages' })) }],
  });
const contact = (person: string) => ({ profile: { name: 'Ada King' }, wa_id: person });
const said = ({ n, text, person = '5001', at }: Words) => ({
  from: person,
  id: wamid(n),
  timestamp: seconds(at),
  type: 'text',
  text: { body: text },
});
const status = (id: string, what: string, partId?: string) => ({
  id,
  status: what,
  timestamp: seconds(),
  recipient_id: '5001',
  ...(partId ? { biz_opaque_callback_data: partId } : {}),
  ...(what === 'failed' ? { errors: [{ code: 131047, title: 'Re-engagement message' }] } : {}),
});

/** WhatsApp as Meta's Cloud API documents it. */
export const whatsappKit: ChannelKit = {
  platform: 'whatsapp',
  part: 'graph',
  routes: graphRoutes,
  settings: (origin, n) => ({
    api_url: origin,
    phone_number_id: phoneId(n),
    business_account_id: '102290129340398',
    verify_token: verifyToken(n),
  }),
  secrets: (n) => ({ access_token: accessToken(n), app_secret: appSecret(n) }),
  says: (words, channel) =>
    signs(envelope(value(channel, { contacts: [contact(words.person ?? '5001')], messages: [said(words)] })), channel),
  signs,
  forged: ({ body }) => [
    { headers: { 'x-hub-signature-256': metaSignature(body, 'another secret') }, body },
    { headers: { 'x-hub-signature-256': 'sha256=' }, body },
    { headers: {}, body },
  ],
  challenges: [
    {
      delivery: (n) => ({
        method: 'GET',
        query: `?hub.mode=subscribe&hub.verify_token=${verifyToken(n)}&hub.challenge=1158201444`,
        headers: {},
        body: '',
      }),
      status: 200,
      body: /^1158201444$/,
    },
    {
      delivery: () => ({
        method: 'GET',
        query: '?hub.mode=subscribe&hub.verify_token=wrong&hub.challenge=1158201444',
        headers: {},
        body: '',
      }),
      status: 403,
    },
  ],
  passedOver: [
    envelope(value(9, { contacts: [contact('5001')], messages: [said({ n: 1, text: 'for another number' })] })),
    envelope(
      value(1, {
        messages: [{ from: '5001', id: wamid(2), timestamp: '1', type: 'reaction', reaction: { emoji: '👍' } }],
      }),
    ),
    envelope(value(1, { statuses: [status('wamid.unknown', 'read')] })),
    JSON.stringify({
      object: 'whatsapp_business_account',
      entry: [{ id: '1', changes: [{ field: 'account_update', value: {} }] }],
    }),
    JSON.stringify({ object: 'page', entry: [] }),
  ],
  facts: (person) => ({ whatsapp_id: person }),
  visitor: { name: 'Ada King' },
  sendsFile: (words, channel) =>
    signs(
      envelope(
        value(channel, {
          contacts: [contact('5001')],
          messages: [
            {
              from: '5001',
              id: wamid(words.n),
              timestamp: seconds(words.at),
              type: 'image',
              image: { id: '24230790383178626', mime_type: 'image/jpeg', sha256: 'x', caption: words.text },
            },
          ],
        }),
      ),
      channel,
    ),
  batch: (channel, sentId) => {
    const texts = ['First of three', 'Second of three', 'Third of three'];
    const messages = texts.map((text, at) => said({ n: 50 + at, text }));
    const contacts = [contact('5001')];
    return {
      texts,
      delivery: signs(
        envelope(
          value(channel, { contacts, messages: messages.slice(0, 2) }),
          value(channel, { statuses: [status(sentId, 'read'), status(sentId, 'delivered')] }),
          value(channel, { contacts, messages: messages.slice(2) }),
        ),
        channel,
      ),
    };
  },
  receipt: (sentId, what, channel, partId) =>
    signs(envelope(value(channel, { statuses: [status(sentId, what, partId)] })), channel),
  settles: (partId, _id, channel) =>
    signs(envelope(value(channel, { statuses: [status('wamid.late', 'delivered', partId)] })), channel),
  file: /^\/graph\/files\//,
  sends: ({ url, json }) => /\/messages(\?|$)/.test(url) && (json as { status?: string }).status === undefined,
  typing: ({ url, json }) => /\/messages(\?|$)/.test(url) && (json as { status?: string }).status !== undefined,
  textOf: ({ json }) => (json as { text?: { body: string } }).text?.body ?? '',
  size: { of: ({ json }) => [...((json as { text?: { body: string } }).text?.body ?? '')].length, max: 4096 },
  answers: {
    rateLimited: (after) => ({
      status: 429,
      headers: { 'retry-after': String(after) },
      json: { error: { message: '(#130429) Rate limit hit', type: 'OAuthException', code: 130429 } },
    }),
    unauthorised: {
      status: 401,
      json: { error: { message: 'Error validating access token', type: 'OAuthException', code: 190 } },
    },
    windowClosed: {
      status: 400,
      json: { error: { message: '(#131047) Re-engagement message', type: 'OAuthException', code: 131047 } },
    },
  },
  windowHours: 24,
  humanWindowHours: 24,
  environment: ['WHATSAPP_ACCESS_TOKEN', 'WHATSAPP_APP_SECRET', 'WHATSAPP_PHONE_NUMBER_ID', 'WHATSAPP_VERIFY_TOKEN'],
  secretWords: (n) => [accessToken(n), appSecret(n)],
};
