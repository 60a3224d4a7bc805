import { createHash } from 'node:crypto';
import type {
  OutgoingFile,
  OutgoingPart,
  Recipient,
  SendFailure,
  Sent,
  Speaker,
} from '../../../domain/channels/channel.ts';
import type { OutsideFetch } from '../../../lib/outside-fetch.ts';
import { type Answer, call, type Failure } from '../call.ts';
import type { App } from '../definition.ts';

/** What a bot may upload in a message, in bytes each. https://docs.discord.com/developers/reference#uploading-files */
const FILE_MAX = 10 * 1024 * 1024;
/** An interaction is answered by its token for 15 minutes; the last half is for the way. */
const INTERACTION_MS = 14.5 * 60_000;

/** Codes of Discord's. https://docs.discord.com/developers/topics/opcodes-and-status-codes#json */
const UNKNOWN_CHANNEL = 10_003;
const UNKNOWN_WEBHOOKS = [10_015, 50_027, 10_062];
const HAS_THREAD = 160_004;
const CANNOT_SEND_TO_USER = 50_007;

type Going = {
  readonly app: App;
  readonly fetch: OutsideFetch;
  readonly part: OutgoingPart;
  readonly files: readonly { readonly file: OutgoingFile; readonly bytes: Uint8Array }[];
};

/** Sends a part with its files: as the answer to a command while that may be given, else to the channel or a thread. */
export async function send(
  to: Recipient,
  part: OutgoingPart,
  app: App,
  speaker: Speaker,
  ways: { readonly fetch: OutsideFetch; readonly now: () => Date },
): Promise<Sent> {
  const files: { file: OutgoingFile; bytes: Uint8Array }[] = [];
  for (const file of part.files) {
    if (file.size > FILE_MAX) return refused(`Discord takes files up to 10 MB, and ${file.name} is larger.`);
    const bytes = await file.read();
    if (!bytes) return refused(`The file ${file.name} is not there any more.`);
    files.push({ file, bytes });
  }
  const going: Going = { app, fetch: ways.fetch, part, files };
  const { interaction, interactionAt: at } = to.reply;
  if (typeof interaction === 'string' && typeof at === 'number' && ways.now().getTime() - at < INTERACTION_MS) {
    const answer = await post(going, `/webhooks/${app.applicationId}/${interaction}?wait=true`, {});
    if (answer.ok || !UNKNOWN_WEBHOOKS.includes(answer.failure.code)) return sentOf(answer);
  }
  return sentOf(await toChannel(to, going, speaker));
}

const refused = (detail: string): Sent => ({ ok: false, failure: 'refused', detail });

async function toChannel({ reply, thread }: Recipient, going: Going, speaker: Speaker): Promise<Answer> {
  const { channelId, messageId, isGuild, isThread } = reply;
  const channel = typeof channelId === 'string' ? channelId : (thread.split(':')[0] ?? thread);
  const answers = isGuild === true && isThread !== true && typeof messageId === 'string' ? messageId : null;
  // The same nonce within some minutes is the same message: what timed out is not written twice.
  const once = {
    nonce: createHash('sha256').update(going.part.id).digest('base64url').slice(0, 24),
    enforce_nonce: true,
  };
  const inChannel = () => {
    const reference = answers === null ? {} : { message_reference: { message_id: answers, fail_if_not_exists: false } };
    return post(going, `/channels/${channel}/messages`, { ...once, ...reference });
  };
  if (answers === null || !going.app.repliesInThread) return inChannel();
  // A thread has the id of the message that it begins at.
  const inThread = () => post(going, `/channels/${answers}/messages`, once);
  const first = await inThread();
  if (first.ok || first.failure.code !== UNKNOWN_CHANNEL) return first;
  const begun = await call(going.app, going.fetch, {
    method: 'POST',
    path: `/channels/${channel}/messages/${answers}/threads`,
    json: { name: speaker.name.slice(0, 90) || 'Parley', auto_archive_duration: 1440 },
  });
  return begun.ok || begun.failure.code === HAS_THREAD ? inThread() : inChannel();
}

function post({ app, fetch, part, files }: Going, path: string, more: object): Promise<Answer> {
  const message = { ...(part.body === '' ? {} : { content: part.body }), allowed_mentions: { parse: [] }, ...more };
  if (files.length === 0) return call(app, fetch, { method: 'POST', path, json: message });
  const form = new FormData();
  const attachments = files.map(({ file }, id) => ({ id, filename: file.name }));
  form.set('payload_json', JSON.stringify({ ...message, attachments }));
  for (const [index, { file, bytes }] of files.entries()) {
    form.set(`files[${index}]`, new Blob([new Uint8Array(bytes)], { type: file.contentType }), file.name);
  }
  return call(app, fetch, { method: 'POST', path, form });
}

function sentOf(answer: Answer): Sent {
  if (answer.ok) {
    const { id } = answer.json;
    if (typeof id === 'string') return { ok: true, id };
    return { ok: false, failure: 'unknown', detail: 'Discord did not say which message it sent.' };
  }
  const { status, message, retryAfterMs } = answer.failure;
  const detail = status === null ? message : `Discord: ${message}`;
  const afterMs = retryAfterMs === undefined ? {} : { afterMs: retryAfterMs };
  return { ok: false, failure: kindOf(answer.failure), ...afterMs, detail };
}

function kindOf({ status, code, outside }: Failure): SendFailure {
  if (outside) {
    if (outside.isUnknown) return 'unknown';
    return outside.reason === 'refused_url' || outside.reason === 'refused_address' ? 'refused' : 'retry';
  }
  if (status === 429 || (status ?? 0) >= 500) return 'retry';
  if (status === 401) return 'unauthorised';
  return code === CANNOT_SEND_TO_USER ? 'blocked' : 'refused';
}
