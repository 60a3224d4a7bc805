import { createHmac } from 'node:crypto';
import type { Delivery } from '../../../src/domain/channels/channel.ts';
import type { PlatformRoutes } from '../platforms.ts';

/** Everything that the guide's manifest asks for. */
export const SLACK_SCOPES = [
  'app_mentions:read',
  'channels:history',
  'chat:write',
  'files:read',
  'files:write',
  'groups:history',
  'im:history',
  'mpim:history',
  'users:read',
  'users:read.email',
];

export const SLACK_SECRET = '8f742231b10e8888abcd99yyyzzz85a5';

const USER = {
  id: 'U061F7AUR',
  name: 'anna',
  locale: 'pl-PL',
  profile: { real_name: 'Anna Nowak', display_name: 'anna', email: 'anna@example.com', phone: '+48 600 100 200' },
};

/** Slack's Web API as it answers when all is well, and its host of files. Each message is of a later second. */
export const slackRoutes: PlatformRoutes = ({ url, method, headers, body }) => {
  const [path = ''] = url.split('?');
  if (path.startsWith('/files-pri/')) return { body: 'bytes of a lamp', headers: { 'content-type': 'image/png' } };
  if (method === 'POST' && path === '/upload/v1/abc') return { body: `OK - ${body.length}` };
  const call = /^\/api\/([\w.]+)$/.exec(path)?.[1] ?? '';
  const form = new URLSearchParams(body.toString('utf8'));
  const answer = call ? answerTo(call, form, `http://${headers.host}/slack`) : undefined;
  return answer && { json: { ok: true, ...answer }, headers: { 'x-oauth-scopes': SLACK_SCOPES.join(',') } };
};

let posted = 0;

function answerTo(call: string, form: URLSearchParams, origin: string): object | undefined {
  posted += call === 'chat.postMessage' ? 1 : 0;
  const answers: Readonly<Record<string, object>> = {
    'auth.test': {
      url: 'https://lamps.slack.com/',
      team: 'Lamps',
      user: 'lampbot',
      team_id: 'T123ABC456',
      user_id: 'UBOT00001',
      bot_id: 'B123ABC456',
    },
    'bots.info': { bot: { id: 'B123ABC456', app_id: 'A123ABC456' } },
    'users.info': { user: USER },
    'chat.postMessage': { channel: form.get('channel'), ts: `${1_716_000_000 + posted}.000100`, message: {} },
    'assistant.threads.setStatus': {},
    'files.info': { file: { id: form.get('file'), url_private: `${origin}/files-pri/T1-F1/lamp.png` } },
    'files.getUploadURLExternal': { upload_url: `${origin}/upload/v1/abc`, file_id: 'F0NEWFILE' },
    'files.completeUploadExternal': { files: [{ id: 'F0NEWFILE', title: 'x' }] },
  };
  return answers[call];
}

/** A delivery as Slack signs it. */
export function slackDelivery(
  payload: string | Uint8Array | object,
  { at, secret = SLACK_SECRET, headers = {} }: SlackDeliveryOptions,
): Delivery {
  const isBytes = typeof payload === 'string' || payload instanceof Uint8Array;
  const body = Buffer.from(isBytes ? payload : JSON.stringify(payload));
  const time = String(Math.floor(at.getTime() / 1000));
  const signature = createHmac('sha256', secret).update(`v0:${time}:`).update(body).digest('hex');
  return {
    method: 'POST',
    headers: new Map(
      Object.entries({
        'content-type': 'application/json',
        'x-slack-request-timestamp': time,
        'x-slack-signature': `v0=${signature}`,
        ...headers,
      }),
    ),
    query: new Map(),
    body: new Uint8Array(body),
  };
}

type SlackDeliveryOptions = {
  readonly at: Date;
  readonly secret?: string;
  readonly headers?: Readonly<Record<string, string>>;
};
