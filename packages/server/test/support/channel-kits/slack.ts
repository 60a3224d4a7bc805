import { slackRoutes } from '../platforms/slack.ts';
import type { ChannelKit, Signed, Words } from './channel-kit.ts';
import { slackSignature } from './signatures.ts';

const signingSecret = (n: number) => `slack-signing-secret-${n}`;
const botToken = (n: number) => `xoxb-slack-bot-token-${n}`;
const person = (id: string) => `U${id}`;

function signs(body: string, channel: number, at = new Date()): Signed {
  const seconds = Math.floor(at.getTime() / 1000);
  return {
    headers: {
      'x-slack-request-timestamp': String(seconds),
      'x-slack-signature': slackSignature(body, signingSecret(channel), seconds),
    },
    body,
  };
}
/** Where files lie: with the API, where that is elsewhere. */
let host = '';

/** A message's time is its id: seconds with six digits behind the point. */
const ts = (n: number, at = new Date()) => `${Math.floor(at.getTime() / 1000)}.${String(n).padStart(6, '0')}`;
// The same words are the same message, whenever they are delivered.
const begun = new Date();
const event = (n: number, content: object) =>
  JSON.stringify({
    token: 'old',
    team_id: 'T0001',
    api_app_id: 'A0001',
    type: 'event_callback',
    event_id: `Ev${n}`,
    event_time: 1,
    authorizations: [{ team_id: 'T0001', user_id: 'UBOT', is_bot: true }],
    event: content,
  });
const dm = ({ n, text, person: who = '5001', at = begun }: Words) => ({
  type: 'message',
  channel: `D${who}`,
  channel_type: 'im',
  user: person(who),
  text,
  ts: ts(n, at),
  team: 'T0001',
});

/** Slack as its Events API and Web API document it. */
export const slackKit: ChannelKit = {
  platform: 'slack',
  routes: slackRoutes,
  settings(origin) {
    host = origin;
    return { api_url: `${origin}/api/`, channels: 'mentions', bot_user_id: 'UBOT' };
  },
  secrets: (n) => ({ signing_secret: signingSecret(n), bot_token: botToken(n) }),
  says: (words, channel) => signs(event(words.n, dm(words)), channel),
  signs,
  forged: ({ headers, body }) => [
    { headers: { ...headers, 'x-slack-signature': 'v0=00' }, body },
    { headers: {}, body },
    signs(body, 1, new Date(Date.now() - 10 * 60 * 1000)),
  ],
  challenges: [
    {
      delivery: (n) => signs(JSON.stringify({ type: 'url_verification', token: 'old', challenge: 'a-challenge' }), n),
      status: 200,
      body: /a-challenge/,
    },
    {
      delivery: () => ({ headers: {}, body: JSON.stringify({ type: 'url_verification', challenge: 'a-challenge' }) }),
      status: 401,
    },
  ],
  passedOver: [
    event(1, { ...dm({ n: 1, text: 'I am a bot' }), user: 'UBOT', bot_id: 'B1' }),
    event(2, { ...dm({ n: 2, text: 'joined' }), subtype: 'channel_join' }),
    event(3, { type: 'reaction_added', user: 'U5001', reaction: 'x', item: {} }),
    event(4, { ...dm({ n: 4, text: 'not for the bot' }), channel: 'C1', channel_type: 'channel' }),
  ],
  facts: (who) => ({ slack_team_id: 'T0001', slack_user_id: person(who), slack_channel_id: `D${who}` }),
  visitor: { name: 'Anna Nowak' },
  sendsFile: (words, channel) =>
    signs(
      event(words.n, {
        ...dm(words),
        subtype: 'file_share',
        files: [
          {
            id: 'F1',
            name: 'photo.png',
            mimetype: 'image/png',
            size: 70,
            url_private: `${host}/files-pri/T1-F1/photo.png`,
          },
        ],
      }),
      channel,
    ),
  edits: (words, channel) =>
    signs(
      event(words.n + 500, {
        type: 'message',
        subtype: 'message_changed',
        channel: 'D5001',
        channel_type: 'im',
        ts: ts(words.n + 500),
        message: { ...dm(words), edited: { user: 'U5001', ts: ts(words.n + 500) } },
        previous_message: { ...dm(words), text: 'before' },
      }),
      channel,
    ),
  takesBack: (n, channel) =>
    signs(
      event(n + 700, {
        type: 'message',
        subtype: 'message_deleted',
        channel: 'D5001',
        channel_type: 'im',
        ts: ts(n + 700),
        deleted_ts: ts(n, begun),
        previous_message: dm({ n, text: 'gone' }),
      }),
      channel,
    ),
  file: /^\/slack\/files-pri\//,
  sends: /^\/slack\/api\/chat\.postMessage$/,
  textOf({ body }) {
    const form = new URLSearchParams(body.toString('utf8'));
    return form.get('markdown_text') ?? form.get('text') ?? '';
  },
  size: { of: (request) => slackKit.textOf(request).length, max: 12_000 },
  answers: {
    rateLimited: (after) => ({
      status: 429,
      headers: { 'retry-after': String(after) },
      json: { ok: false, error: 'ratelimited' },
    }),
    unauthorised: { status: 200, json: { ok: false, error: 'token_revoked' } },
    blocked: { status: 200, json: { ok: false, error: 'user_disabled' } },
  },
  environment: ['SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET', 'SLACK_TOKEN', 'SLACK_APP_TOKEN'],
  secretWords: (n) => [signingSecret(n), botToken(n)],
};
